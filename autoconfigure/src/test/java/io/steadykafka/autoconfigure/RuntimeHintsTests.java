package io.steadykafka.autoconfigure;

import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what is reached by reflection is kept in a native image, as the registrars
 * of {@code aot.factories} say it.
 */
class RuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	RuntimeHintsTests() {
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("io.steadykafka."))
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	@ParameterizedTest
	@CsvSource({ "AbstractMessageListenerContainer,consumerFactory", "CommonDelegatingErrorHandler,defaultErrorHandler",
			"CommonDelegatingErrorHandler,delegates", "CommonMixedErrorHandler,recordErrorHandler",
			"CommonMixedErrorHandler,batchErrorHandler", "DefaultAfterRollbackProcessor,backOff",
			"FailedRecordProcessor,failureTracker", "FailedRecordTracker,recoverer" })
	void keepsTheFieldsThatAreLookedAt(String type, String field) throws ClassNotFoundException {
		assertThat(
				RuntimeHintsPredicates.reflection().onFieldAccess("org.springframework.kafka.listener." + type, field))
			.accepts(this.hints);
	}

	@Test
	void keepsTheConsole() {
		Stream.of("console.html", "console.css", "main.js", "group/group.js")
			.forEach((file) -> assertThat(
					RuntimeHintsPredicates.resource().forResource("io/steadykafka/endpoint/console/" + file))
				.accepts(this.hints));
	}

	@Test
	void keepsTheAssignorsThatHaveNames() {
		Stream.of(CooperativeStickyAssignor.class, StickyAssignor.class, RangeAssignor.class, RoundRobinAssignor.class)
			.forEach((type) -> assertThat(RuntimeHintsPredicates.reflection()
				.onType(type)
				.withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)).accepts(this.hints));
	}

}
