package io.steadykafka.autoconfigure.internal.properties;

import io.steadykafka.autoconfigure.SteadyKafkaAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, SteadyKafkaAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "delivry.redo-window,delivery.redo-window", "commit.redo-window,delivery.redo-window",
			"failure.on-exausted,failure.on-exhausted", "lag.intervall,lag.interval",
			"rebalance.instance-id,membership.instance-id",
			"listeners.[my.id].delivery.redo-windw,listeners.[my.id].delivery.redo-window",
			"health.lag.treshold,health.lag.threshold" })
	void theNearestOneIsNamed(String key, String nearest) {
		assertThat(UnknownProperties.nearest(key)).hasValue(nearest);
	}

	@Test
	void whatIsNearNothingIsNearNothing() {
		assertThat(UnknownProperties.nearest("colour")).isEmpty();
	}

	@Test
	void oneIsWarnedOf(CapturedOutput output) {
		this.application.withPropertyValues("steady.kafka.delivery.redo-windw=1s").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("Property steady.kafka.delivery.redo-windw (",
					"There is no such property, so it does nothing. Is steady.kafka.delivery.redo-window meant?");
		});
	}

	@Test
	void oneOfASingleListenerIsWarnedOf(CapturedOutput output) {
		this.application.withPropertyValues("steady.kafka.listeners.orders.failure.on-exausted=stop")
			.run((context) -> assertThat(output)
				.contains("Is steady.kafka.listeners.orders.failure.on-exhausted meant?"));
	}

	@Test
	void oneIsRefusedIfAllIsToBe() {
		this.application.withPropertyValues("steady.kafka.delivery.redo-windw=1s", "steady.kafka.lint.mode=fail")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("steady.kafka.delivery.redo-windw")
				.hasMessageContaining("Is steady.kafka.delivery.redo-window meant?"));
	}

	@ParameterizedTest
	@CsvSource({ "steady.kafka.lint.mode=off", "steady.kafka.lint.allowed=unknown-property" })
	void oneMayBeLeftThere(String setting, CapturedOutput output) {
		this.application.withPropertyValues("steady.kafka.delivery.redo-windw=1s", setting)
			.run((context) -> assertThat(output).doesNotContain("redo-windw"));
	}

	@Test
	void whatIsKnownIsKnownHoweverItIsSpelt(CapturedOutput output) {
		this.application
			.withPropertyValues("steady.kafka.delivery.redoWindow=1s", "steady.kafka.lag.groups[0].id=reports",
					"steady.kafka.listeners.orders.enabled=false", "steady.kafka.listeners.[my.id].enabled=true",
					"steady.kafka.failure.not-retryable=java.io.IOException",
					"steady.kafka.lint.allowed[0]=auto-commit")
			.run((context) -> assertThat(output).doesNotContain("no such property"));
	}

}
