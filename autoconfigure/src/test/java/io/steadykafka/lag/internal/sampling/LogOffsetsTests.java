package io.steadykafka.lag.internal.sampling;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.offsets.ResetPolicy;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogOffsets} and the reasons of {@link RequestOutcome}.
 */
class LogOffsetsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final ReadRule RULE = new ReadRule(IsolationLevel.READ_UNCOMMITTED,
			ResetPolicy.parse("by_duration:PT1H"));

	@Test
	void aResetOffsetThatCannotBeReadMakesTheLagUnknown() {
		PartitionLag lag = offsets(RequestOutcome.of(10L),
				RequestOutcome.failed(new IllegalStateException("why"), PARTITION))
			.lag(PARTITION, RULE, OptionalLong.empty());
		assertThat(lag.lag()).isEmpty();
		assertThat(lag.unknownBecause()).isEqualTo("IllegalStateException: why");
	}

	@Test
	void aResetOffsetThatNobodyNeedsMakesNothingUnknown() {
		assertThat(offsets(RequestOutcome.of(10L), RequestOutcome.failed(new IllegalStateException("why"), PARTITION))
			.lag(PARTITION, RULE, OptionalLong.of(4))
			.lag()).hasValue(6);
	}

	@Test
	void anEndThatCannotBeReadMakesTheLagUnknown() {
		PartitionLag lag = offsets(RequestOutcome.failed(new IllegalStateException("why"), PARTITION),
				RequestOutcome.of(1L))
			.lag(PARTITION, RULE, OptionalLong.of(3));
		assertThat(lag.lag()).isEmpty();
		assertThat(lag.logStart()).hasValue(0);
		assertThat(lag.logEnd()).isEmpty();
	}

	@Test
	void theNextRecordIsTooOldUpToTheFirstThatIsNot() {
		assertThat(isOld(7, 5)).contains(true);
		assertThat(isOld(7, 7)).contains(false);
		// Kafka's answer if all records are older.
		assertThat(isOld(-1, 9)).contains(true);
		// There is no next record.
		assertThat(isOld(-1, 10)).contains(false);
	}

	@Test
	void nobodyAskedForTheAgeOfTheNextRecord() {
		LogOffsets offsets = offsets(RequestOutcome.of(10L), RequestOutcome.of(1L));
		assertThat(offsets.isOld(PARTITION, offsets.lag(PARTITION, RULE, OptionalLong.of(3)))).isEmpty();
	}

	private static Optional<Boolean> isOld(long firstYoung, long committed) {
		LogOffsets offsets = new LogOffsets(Map.of(PARTITION, RequestOutcome.of(0L)),
				Map.of(IsolationLevel.READ_UNCOMMITTED, Map.of(PARTITION, RequestOutcome.of(10L))), Map.of(),
				Map.of(PARTITION, RequestOutcome.of(firstYoung)));
		return offsets.isOld(PARTITION, offsets.lag(PARTITION, RULE, OptionalLong.of(committed)));
	}

	@Test
	void aMissingPermissionNamesTheAcl() {
		assertThat(RequestOutcome.describe(new GroupAuthorizationException("shop"), "shop")).contains("DESCRIBE",
				"'shop'");
		assertThat(RequestOutcome.describe(new TopicAuthorizationException("orders"), PARTITION)).contains("DESCRIBE",
				"orders-0");
	}

	private static LogOffsets offsets(RequestOutcome<Long> end, RequestOutcome<Long> reset) {
		return new LogOffsets(Map.of(PARTITION, RequestOutcome.of(0L)),
				Map.of(IsolationLevel.READ_UNCOMMITTED, Map.of(PARTITION, end)),
				Map.of(RULE.reset().duration(), Map.of(PARTITION, reset)), Map.of());
	}

}
