package io.steadykafka.sample.handler;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link HandlerSwitches}, {@link Switches} and {@link HandlerProperties}.
 */
class HandlerSwitchesTests {

	private final HandlerSwitches switches = new HandlerSwitches(new HandlerProperties(Duration.ZERO, 0));

	@ParameterizedTest
	@CsvSource({ "500ms, 500", "2s, 2000", "60s, 60000", "1m, 60000", "PT1S, 1000", "250, 250", "0ms, 0",
			"' 5ms ', 5" })
	void delaysAreReadAsBootReadsThem(String value, long millis) {
		assertThat(this.switches.set(value, null).delay()).hasMillis(millis);
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "-1ms", "61s", "", "5 minutes", "99999999999999999999s", "9223372036854775807s" })
	void delaysThatCannotBeAreRefused(String value) {
		assertThatExceptionOfType(InvalidSwitchException.class).isThrownBy(() -> this.switches.set(value, null))
			.withMessageContaining("'delay'")
			.withMessageContaining("from 0ms to 60s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "-1", "1.5", "", "99999999999" })
	void ratesOfFailureThatCannotBeAreRefused(String value) {
		assertThatExceptionOfType(InvalidSwitchException.class).isThrownBy(() -> this.switches.set(null, value))
			.withMessageContaining("'fail-every'")
			.withMessageContaining("'" + value + "'")
			.withMessageContaining("each Nth record fails");
	}

	@Test
	void nothingChangesWhereOneValueCannotBe() {
		assertThatExceptionOfType(InvalidSwitchException.class).isThrownBy(() -> this.switches.set("1s", "-1"));
		assertThat(this.switches.get()).isEqualTo(new Switches(Duration.ZERO, 0));
	}

	@Test
	void whatIsNotGivenStays() {
		this.switches.set("5ms", "3");
		this.switches.set("7ms", null);
		assertThat(this.switches.set(null, null)).isEqualTo(new Switches(Duration.ofMillis(7), 3));
	}

	@Test
	void eachNthRecordFailsAndAtEachAttempt() {
		this.switches.set(null, "3");
		for (int attempt = 0; attempt < 2; attempt++) {
			assertThatNoException().isThrownBy(() -> this.switches.handle(0));
			assertThatNoException().isThrownBy(() -> this.switches.handle(1));
			assertThatIllegalStateException().isThrownBy(() -> this.switches.handle(2));
			assertThatNoException().isThrownBy(() -> this.switches.handle(3));
		}
	}

	@Test
	void handlingTakesTheDelay() {
		this.switches.set("50ms", null);
		long start = System.nanoTime();
		this.switches.handle(0);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(49));
	}

	@Test
	void handlingThatIsInterruptedFailsAndStaysInterrupted() {
		this.switches.set("60s", null);
		Thread.currentThread().interrupt();
		assertThatIllegalStateException().isThrownBy(() -> this.switches.handle(0));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void propertiesThatCannotBeAreNamedByTheirKey() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new HandlerProperties(Duration.ofMinutes(5), 0).toSwitches())
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("sample.handler.delay"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new HandlerProperties(Duration.ZERO, -1).toSwitches())
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("sample.handler.fail-every"));
	}

}
