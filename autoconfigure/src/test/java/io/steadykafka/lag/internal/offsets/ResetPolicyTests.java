package io.steadykafka.lag.internal.offsets;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResetPolicy}.
 */
class ResetPolicyTests {

	@ParameterizedTest
	@CsvSource({ "earliest,EARLIEST", "EARLIEST,EARLIEST", "latest,LATEST", "none,NONE", "' latest ',LATEST",
			"nonsense,NONE", "by_duration:nonsense,NONE" })
	void policyIsReadAsKafkaReadsIt(String value, ResetPolicy.Kind kind) {
		assertThat(ResetPolicy.parse(value).kind()).isEqualTo(kind);
	}

	@Test
	void durationIsRead() {
		assertThat(ResetPolicy.parse("by_duration:PT2H"))
			.isEqualTo(new ResetPolicy(ResetPolicy.Kind.BY_DURATION, Duration.ofHours(2)));
	}

}
