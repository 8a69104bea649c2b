package io.steadykafka.lag.internal.offsets;

import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LagCalculation}.
 */
class LagCalculationTests {

	private static final OptionalLong NONE = OptionalLong.empty();

	private static final ResetPolicy EARLIEST = ResetPolicy.parse("earliest");

	@Test
	void lagIsTheDistanceFromTheCommittedOffsetToTheEnd() {
		assertThat(lag(OptionalLong.of(40), 10, 100, EARLIEST, NONE)).hasValue(60);
	}

	@Test
	void lagCountsOnlyRecordsThatCanStillBeRead() {
		assertThat(lag(OptionalLong.of(10), 60, 100, EARLIEST, NONE)).hasValue(40);
	}

	@Test
	void lagIsZeroWhenAllIsCommitted() {
		assertThat(lag(OptionalLong.of(100), 0, 100, EARLIEST, NONE)).hasValue(0);
	}

	@Test
	void lagIsZeroWhenRetentionTookEverything() {
		assertThat(lag(OptionalLong.of(10), 100, 100, EARLIEST, NONE)).hasValue(0);
	}

	@Test
	void lagIsUnknownWhenTheCommittedOffsetIsBeyondTheEnd() {
		PartitionLag lag = LagCalculation.of(OptionalLong.of(500), new LogBounds(0, 100, 100), EARLIEST, NONE);
		assertThat(lag.lag()).isEmpty();
		assertThat(lag.unknownBecause()).contains("500", "100", "truncated or made anew");
	}

	@Test
	void whatAnOpenTransactionHoldsIsNoLagButIsKnown() {
		PartitionLag lag = LagCalculation.of(OptionalLong.of(90), new LogBounds(0, 100, 130), EARLIEST, NONE);
		assertThat(lag.lag()).hasValue(10);
		assertThat(lag.behindOpenTransaction()).isEqualTo(30);
	}

	@Test
	void aCommitBeyondTheLastStableOffsetIsNoTruncation() {
		PartitionLag lag = LagCalculation.of(OptionalLong.of(120), new LogBounds(0, 100, 130), EARLIEST, NONE);
		assertThat(lag.lag()).hasValue(0);
		assertThat(lag.isTruncated()).isFalse();
	}

	@Test
	void whatRetentionTookOfWhatWasNotReadIsLost() {
		PartitionLag lag = LagCalculation.of(OptionalLong.of(10), new LogBounds(60, 100, 100), EARLIEST, NONE);
		assertThat(lag.lostToRetention()).isEqualTo(50);
		assertThat(lag.ratio()).hasValue(1);
		assertThat(lag.position()).hasValue(60);
	}

	@Test
	void theRatioIsOfWhatCanBeRead() {
		assertThat(LagCalculation.of(OptionalLong.of(75), new LogBounds(50, 100, 100), EARLIEST, NONE).ratio())
			.hasValue(0.5);
		assertThat(LagCalculation.of(OptionalLong.of(100), new LogBounds(100, 100, 100), EARLIEST, NONE).ratio())
			.hasValue(0);
	}

	@Test
	void withoutCommitEarliestReadsFromTheStart() {
		assertThat(lag(NONE, 10, 100, EARLIEST, NONE)).hasValue(90);
	}

	@Test
	void withoutCommitLatestReadsNothing() {
		assertThat(lag(NONE, 10, 100, ResetPolicy.parse("latest"), NONE)).hasValue(0);
	}

	@Test
	void withoutCommitByDurationReadsFromTheOffsetOfThatTime() {
		assertThat(lag(NONE, 10, 100, ResetPolicy.parse("by_duration:PT1H"), OptionalLong.of(70))).hasValue(30);
	}

	@Test
	void withoutCommitByDurationReadsNothingWhenAllRecordsAreOlder() {
		assertThat(lag(NONE, 10, 100, ResetPolicy.parse("by_duration:PT1H"), NONE)).hasValue(0);
	}

	@Test
	void withoutCommitAndPolicyLagIsUnknown() {
		PartitionLag lag = LagCalculation.of(NONE, new LogBounds(10, 100, 100), ResetPolicy.parse("none"), NONE);
		assertThat(lag.lag()).isEmpty();
		assertThat(lag.unknownBecause()).contains("auto.offset.reset=none");
	}

	private static OptionalLong lag(OptionalLong committed, long start, long end, ResetPolicy reset,
			OptionalLong resetOffset) {
		return LagCalculation.of(committed, new LogBounds(start, end, end), reset, resetOffset).lag();
	}

}
