package io.steadykafka.lag.internal.time;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link OffsetHistory}.
 */
class OffsetHistoryTests {

	private static final long WINDOW = Duration.ofMinutes(5).toMillis();

	private final OffsetHistory history = new OffsetHistory();

	@Test
	void aRecordWasWrittenBetweenTheSamplesAroundIt() {
		add(10_000, 100, 100);
		add(20_000, 200, 100);
		add(30_000, 200, 100);
		assertThat(this.history.written(150)).isEqualTo(new OffsetHistory.Bracket(10_000, 15_000, 20_000));
		assertThat(this.history.written(100)).isEqualTo(new OffsetHistory.Bracket(10_000, 10_000, 20_000));
		assertThat(this.history.written(200)).isEqualTo(new OffsetHistory.Bracket(30_000, 30_000, 30_000));
	}

	@Test
	void aRecordThatWasThereAtTheFirstSampleWasWrittenBefore() {
		add(10_000, 100, 50);
		assertThat(this.history.written(99)).isNull();
		assertThat(this.history.first()).isEqualTo(10_000);
	}

	@Test
	void theHistoryGoesBackForHoursInLessDetail() {
		for (int sample = 0; sample < 360; sample++) {
			add(sample * 10_000L, sample * 100L, 0);
		}
		assertThat(this.history.first()).isZero();
		OffsetHistory.Bracket recent = this.history.written(35_750);
		assertThat(recent).isNotNull();
		assertThat(recent.latest() - recent.earliest()).isEqualTo(10_000);
		OffsetHistory.Bracket old = this.history.written(1_050);
		assertThat(old).isNotNull();
		assertThat(old.likely()).isEqualTo(105_000);
		assertThat(this.history.velocity(0)).hasValueCloseTo(10.0, within(1e-9));
	}

	@Test
	void onlySamplesOfTheWindowCountForTheVelocity() {
		for (int sample = 0; sample < 6; sample++) {
			add(sample * 1_000L, sample * 500L, 0);
		}
		for (int sample = 6; sample < 12; sample++) {
			add(sample * 1_000L, 2_500, 0);
		}
		assertThat(this.history.velocity(6_000)).hasValue(0);
		assertThat(this.history.velocity(8_000)).isEmpty();
	}

	@Test
	void theReadingSpeedIsThatOfThePosition() {
		assertThat(this.history.readingSpeed(0)).isZero();
		add(1_000, 100, 10);
		add(3_000, 100, 50);
		assertThat(this.history.readingSpeed(0)).isEqualTo(20);
	}

	@Test
	void aTopicThatWasMadeAnewHasANewHistory() {
		add(1_000, 100, 10);
		add(2_000, 5, 0);
		assertThat(this.history.first()).isEqualTo(2_000);
	}

	@Test
	void aClockThatWasSetBackBeginsTheHistoryAnew() {
		add(10_000, 100, 10);
		add(20_000, 200, 10);
		add(15_000, 300, 10);
		assertThat(this.history.first()).isEqualTo(15_000);
		assertThat(this.history.written(250)).isNull();
	}

	@Test
	void theHistoryGoesBackForAboutThreeWeeks() {
		long day = Duration.ofDays(1).toMillis();
		for (int sample = 0; sample < 60; sample++) {
			add(sample * day, 100 + sample, 100);
		}
		assertThat(this.history.first()).isBetween(35 * day, 42 * day);
		assertThat(this.history.written(155)).isEqualTo(new OffsetHistory.Bracket(55 * day, 55 * day, 56 * day));
		assertThat(this.history.written(100)).isNull();
	}

	@Test
	void aSampleOfTheSameMomentIsLeftOut() {
		add(1_000, 100, 10);
		add(1_000, 150, 10);
		assertThat(this.history.written(120)).isEqualTo(new OffsetHistory.Bracket(1_000, 1_000, 1_000));
	}

	@Test
	void aSilenceOfHoursIsNotCountedToWhatWasWrittenAfterIt() {
		int silent = 3_600;
		for (int sample = 0; sample < silent; sample++) {
			add(sample * 10_000L, 100, 100);
		}
		for (int sample = silent; sample < silent + 200; sample++) {
			add(sample * 10_000L, 100 + (sample - silent + 1) * 50L, 100);
			OffsetHistory.Bracket written = this.history.written(100);
			assertThat(written).isNotNull();
			assertThat(written.earliest()).isEqualTo((silent - 1) * 10_000L);
			assertThat(written.latest()).isEqualTo(silent * 10_000L);
		}
	}

	@Test
	void samplesAreKeptAllOverTheWindow() {
		long hour = Duration.ofHours(1).toMillis();
		long now = 0;
		for (int sample = 0; sample < 5_000; sample++) {
			now = sample * 10_000L;
			// It grew for fifty minutes of the last hour, and stands still since.
			this.history.add(now, Math.min(sample, 4_940) * 100L, 0, now - hour);
		}
		// The last samples stand closer and count a little more.
		assertThat(this.history.velocity(now - hour)).hasValueCloseTo(10.0, within(2.5));
		assertThat(this.history.first()).isZero();
	}

	private void add(long time, long end, long position) {
		this.history.add(time, end, position, time - WINDOW);
	}

}
