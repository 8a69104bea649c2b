package io.steadykafka.lag.internal.time;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.group.LagOptions;
import io.steadykafka.lag.internal.group.TestLagOptions;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link PartitionHistory}.
 */
class PartitionHistoryTests {

	private final PartitionHistory memory = new PartitionHistory();

	private final LagOptions options = TestLagOptions.of(Duration.ofSeconds(10));

	private long now = 1_000_000;

	@Test
	void lagThatGrowsIsGrowing() {
		PartitionOutlook outlook = series(10, (sample) -> sample(0, 100L * sample, 10L * sample));
		assertThat(outlook.trend()).isEqualTo(Trend.GROWING);
		assertThat(outlook.velocity()).hasValueCloseTo(9.0, within(0.01));
		assertThat(outlook.catchUp()).isNull();
	}

	@Test
	void lagThatShrinksSaysWhenItIsGone() {
		PartitionOutlook outlook = series(10, (sample) -> sample(0, 2_000, 100L * sample));
		assertThat(outlook.trend()).isEqualTo(Trend.SHRINKING);
		// 1,100 records at ten a second.
		assertThat(outlook.catchUp()).isEqualTo(Duration.ofSeconds(110));
	}

	@Test
	void changesWithinTheDeadBandAreSteady() {
		assertThat(series(10, (sample) -> sample(0, 1_000 + 9L * sample, 500)).trend()).isEqualTo(Trend.STEADY);
	}

	@Test
	void aFewSamplesTellNoTrend() {
		assertThat(series(4, (sample) -> sample(0, 1_000L * sample, 0)).trend()).isEqualTo(Trend.UNKNOWN);
	}

	@Test
	void retentionThatComesNearerLeavesARunway() {
		// Retention takes 100 records in 10 s, and nobody reads.
		PartitionOutlook outlook = series(10, (sample) -> sample(100L * sample, 5_000, 2_000));
		assertThat(outlook.runway()).isCloseTo(Duration.ofSeconds(110), Duration.ofSeconds(1));
	}

	@Test
	void oneLeapOfTheLogStartTellsNoSpeed() {
		// A day's segment of a million records goes a minute after the first sample.
		assertThat(series(10, (sample) -> sample((sample < 6) ? 0 : 1_000_000, 9_000_000, 3_000_000)).runway())
			.isNull();
		this.now += Duration.ofDays(1).toMillis();
		PartitionOutlook outlook = outlook(sample(2_000_000, 9_000_000, 3_000_000));
		assertThat(outlook.runway()).isCloseTo(Duration.ofDays(1), Duration.ofMinutes(2));
	}

	@Test
	void whatAMemberHadReadIsBehindItAlsoWhileItHasRecordsInHand() {
		PartitionLag idle = sample(0, 4, 3);
		assertThat(member(idle, OptionalLong.of(4)).lag()).hasValue(0);
		// A record and the end of its transaction.
		assertThat(member(sample(0, 6, 3), OptionalLong.empty()).lag()).hasValue(2);
		assertThat(member(sample(0, 6, 5), OptionalLong.empty()).lag()).hasValue(1);
	}

	@Test
	void whatAMemberHadReadIsForgottenWhenTheCommitIsReset() {
		member(sample(0, 4, 3), OptionalLong.of(4));
		assertThat(member(sample(0, 4, 1), OptionalLong.empty()).lag()).hasValue(3);
		assertThat(member(sample(0, 4, 3), OptionalLong.empty()).lag()).hasValue(1);
	}

	@Test
	void secondsBehindAreKnownWhileATransactionalListenerHasARecordInHand() {
		outlook(member(sample(0, 4, 3), OptionalLong.of(4)));
		this.now += 10_000;
		outlook(member(sample(0, 6, 3), OptionalLong.empty()));
		this.now += 10_000;
		PartitionOutlook outlook = outlook(member(sample(0, 6, 3), OptionalLong.empty()));
		assertThat(outlook.behind()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void retentionThatTheReaderOutrunsIsNoDanger() {
		assertThat(series(10, (sample) -> sample(100L * sample, 9_000, 1_000 + 200L * sample)).runway()).isNull();
		assertThat(series(10, (sample) -> sample(0, 9_000, 1_000)).runway()).isNull();
	}

	@Test
	void whoReadAllHasNoRunway() {
		assertThat(series(10, (sample) -> sample(100L * sample, 5_000, 5_000)).runway()).isNull();
	}

	@Test
	void aClockThatIsSetBackMakesNoTransactionYoungerThanItself() {
		outlook(held(100, 120));
		this.now -= 3_600_000;
		assertThat(outlook(held(100, 120)).openTransaction()).isZero();
		this.now += 5_000;
		assertThat(outlook(held(100, 120)).openTransaction()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void aRecordThatWaitedForLongIsTooOldWhateverTheTimestampOfAnotherSays() {
		LagOptions minute = new LagOptions(Duration.ofSeconds(10), Duration.ofMinutes(5), 1, this.options.levels(),
				Duration.ofMinutes(1), List.of());
		this.memory.sampled(sample(0, 10, 10), null, Optional.of(false), this.now, minute);
		for (int sample = 0; sample < 20; sample++) {
			this.now += 10_000;
			PartitionOutlook outlook = this.memory.sampled(sample(0, 20, 10), null, Optional.of(false), this.now,
					minute);
			assertThat(outlook.tooOld()).contains(sample >= 6);
		}
	}

	@Test
	void aTransactionIsOpenForAsLongAsItHoldsTheLastStableOffset() {
		assertThat(outlook(held(100, 100)).openTransaction()).isNull();
		assertThat(outlook(held(100, 120)).openTransaction()).isZero();
		this.now += 30_000;
		assertThat(outlook(held(100, 150)).openTransaction()).isEqualTo(Duration.ofSeconds(30));
		this.now += 10_000;
		// The next one.
		assertThat(outlook(held(150, 151)).openTransaction()).isZero();
		this.now += 10_000;
		assertThat(outlook(held(152, 152)).openTransaction()).isNull();
	}

	@Test
	void whatIsNotKnownSaysWhy() {
		PartitionOutlook outlook = outlook(
				LagCalculation.unknown(OptionalLong.of(9), new LogBounds(0, 5, 5), "made anew"));
		assertThat(outlook.behind()).isNull();
		assertThat(outlook.behindUnknownBecause()).isEqualTo("made anew");
		assertThat(outlook.trend()).isEqualTo(Trend.UNKNOWN);
	}

	@Test
	void aMemberWithoutACommitThatIsBeyondTheEndTwiceReadATopicThatIsGone() {
		PartitionLag lag = LagCalculation.known(OptionalLong.empty(), new LogBounds(0, 20, 20), 0);
		assertThat(member(lag, OptionalLong.of(21)).lag()).hasValue(0);
		assertThat(member(lag, OptionalLong.of(20)).lag()).hasValue(0);
		assertThat(member(lag, OptionalLong.of(100)).lag()).hasValue(0);
		PartitionLag anew = member(lag, OptionalLong.of(100));
		assertThat(anew.lag()).isEmpty();
		assertThat(anew.unknownBecause()).contains("made anew");
	}

	@Test
	void whatWasReadBeforeIsKnownWhereRetentionTookNothing() {
		member(sample(0, 401, 400), OptionalLong.of(401));
		member(sample(0, 401, 400), OptionalLong.of(401));
		assertThat(this.memory.readBefore()).isEqualTo(-1);
		member(sample(401, 402, 402), OptionalLong.empty());
		assertThat(this.memory.readBefore()).isEqualTo(401);
		// Where it goes on after a reset says nothing.
		member(sample(5_000, 5_000, 402), OptionalLong.of(5_000));
		member(sample(5_000, 5_010, 5_010), OptionalLong.empty());
		assertThat(this.memory.readBefore()).isEqualTo(402);
		member(sample(0, 10, 5), OptionalLong.empty());
		assertThat(this.memory.readBefore()).isEqualTo(-1);
	}

	private PartitionLag member(PartitionLag lag, OptionalLong position) {
		return this.memory.member(lag, null, position);
	}

	private PartitionOutlook series(int samples, IntFunction<PartitionLag> lag) {
		PartitionOutlook last = PartitionOutlook.UNKNOWN;
		for (int sample = 0; sample < samples; sample++) {
			last = outlook(lag.apply(sample));
			this.now += 10_000;
		}
		return last;
	}

	private PartitionOutlook outlook(PartitionLag lag) {
		return this.memory.sampled(lag, null, Optional.empty(), this.now, this.options);
	}

	private static PartitionLag sample(long start, long end, long committed) {
		return LagCalculation.known(OptionalLong.of(committed), new LogBounds(start, end, end), end - committed);
	}

	private static PartitionLag held(long end, long highWatermark) {
		return LagCalculation.known(OptionalLong.of(end), new LogBounds(0, end, highWatermark), 0);
	}

}
