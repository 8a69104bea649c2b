package io.steadykafka.lag.internal.time;

import java.time.Duration;

import io.steadykafka.lag.internal.progress.LastDelivery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LagTime}.
 */
class LagTimeTests {

	private static final long NOW = 1_800_000_000_000L;

	private final OffsetHistory history = new OffsetHistory();

	@Test
	void whoReadAllIsNotBehind() {
		assertThat(behind(100, 100, null)).isZero();
	}

	@Test
	void theTimestampOfTheRecordBeforeSaysHowLongTheNextOneWaits() {
		assertThat(behind(50, 100, new LastDelivery(40, 40, NOW - 610_000, 49, NOW - 600_000)))
			.isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void withoutATimestampSamplesAreInterpolated() {
		this.history.add(NOW - 20_000, 100, 100, 0);
		this.history.add(NOW - 10_000, 200, 100, 0);
		assertThat(behind(150, 200, null)).isEqualTo(Duration.ofSeconds(15));
	}

	@Test
	void aRecordAfterALongSilenceHasNotWaitedForAllOfIt() {
		this.history.add(NOW - 10_000, 100, 100, 0);
		assertThat(behind(100, 101, new LastDelivery(99, 99, NOW - 86_400_000, 99, NOW - 86_400_000)))
			.isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void onlyWhoReadAllIsNotBehind() {
		this.history.add(NOW - 10_000, 0, 0, 0);
		assertThat(behind(999_999, 1_000_000, null)).isEqualTo(Duration.ofMillis(1));
	}

	@Test
	void aClockThatWasSetBackTellsNothing() {
		this.history.add(NOW + 10_000, 100, 100, 0);
		LagTime behind = LagTime.of(100, 101, this.history, null, NOW);
		assertThat(behind.behind()).isNull();
		assertThat(behind.unknownBecause()).contains("clock");
	}

	@Test
	void aTimestampOfTheFutureIsNoTimestamp() {
		this.history.add(NOW - 20_000, 100, 100, 0);
		this.history.add(NOW - 10_000, 200, 100, 0);
		LastDelivery future = new LastDelivery(140, 140, NOW + 1, 149, NOW + 86_400_000);
		assertThat(behind(150, 200, future)).isEqualTo(Duration.ofSeconds(15));
	}

	@Test
	void aBrokenTimestampIsHeldBetweenTheSamples() {
		this.history.add(NOW - 20_000, 100, 100, 0);
		this.history.add(NOW - 10_000, 200, 100, 0);
		long lastYear = NOW - 31_536_000_000L;
		assertThat(behind(150, 200, new LastDelivery(149, 149, lastYear, 149, lastYear)))
			.isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void aNumberInAnotherUnitIsNoTimestamp() {
		assertThat(behind(50, 200, new LastDelivery(49, 49, 1_800_000_000L, 49, 1_800_000_000L))).isNull();
		assertThat(behind(50, 200, new LastDelivery(49, 49, -1, 49, -1))).isNull();
	}

	@Test
	void aConsumerThatKeepsUpIsBehindByItsRecordAlone() {
		this.history.add(NOW - 10_000, 100, 100, 0);
		assertThat(behind(180, 181, new LastDelivery(170, 170, NOW - 80, 179, NOW - 50)))
			.isEqualTo(Duration.ofMillis(50));
	}

	@Test
	void whatWasHandedOverAndNotProcessedDoesNotCount() {
		// The first of ten records fails again and again; the last one is an hour
		// younger.
		assertThat(behind(40, 100, new LastDelivery(40, 40, NOW - 3_600_000, 49, NOW - 1_000)))
			.isEqualTo(Duration.ofHours(1));
	}

	@Test
	void whatWasThereAtTheFirstSampleWaitsAtLeastSinceThen() {
		this.history.add(NOW - 30_000, 100, 10, 0);
		assertThat(behind(20, 100, new LastDelivery(19, 19, NOW - 5_000, 19, NOW - 5_000)))
			.isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void whereNothingTellsItIsNotKnown() {
		this.history.add(NOW - 30_000, 100, 10, 0);
		LagTime behind = LagTime.of(20, 100, this.history, null, NOW);
		assertThat(behind.behind()).isNull();
		assertThat(behind.unknownBecause()).contains("before the first sample");
	}

	private Duration behind(long position, long end, LastDelivery times) {
		this.history.add(NOW, end, position, 0);
		return LagTime.of(position, end, this.history, times, NOW).behind();
	}

}
