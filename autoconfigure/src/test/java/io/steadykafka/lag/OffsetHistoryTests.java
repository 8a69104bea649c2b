package io.steadykafka.lag;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link OffsetHistory}.
 */
class OffsetHistoryTests {

	private final OffsetHistory history = new OffsetHistory();

	@Test
	void aRecordWasWrittenBetweenTheSamplesAroundIt() {
		this.history.add(10_000, 100, 100);
		this.history.add(20_000, 200, 100);
		this.history.add(30_000, 200, 100);
		assertThat(this.history.written(150)).isEqualTo(new OffsetHistory.Bracket(10_000, 15_000, 20_000));
		assertThat(this.history.written(100)).isEqualTo(new OffsetHistory.Bracket(10_000, 10_000, 20_000));
		assertThat(this.history.written(200)).isEqualTo(new OffsetHistory.Bracket(30_000, 30_000, 30_000));
	}

	@Test
	void aRecordThatWasThereAtTheFirstSampleWasWrittenBefore() {
		this.history.add(10_000, 100, 50);
		assertThat(this.history.written(99)).isNull();
		assertThat(this.history.first()).isEqualTo(10_000);
	}

	@Test
	void theHistoryGoesBackForHoursInLessDetail() {
		for (int sample = 0; sample < 360; sample++) {
			this.history.add(sample * 10_000L, sample * 100L, 0);
		}
		assertThat(this.history.first()).isZero();
		OffsetHistory.Bracket recent = this.history.written(35_550);
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
			this.history.add(sample * 1_000L, sample * 500L, 0);
		}
		for (int sample = 6; sample < 12; sample++) {
			this.history.add(sample * 1_000L, 2_500, 0);
		}
		assertThat(this.history.velocity(6_000)).hasValue(0);
		assertThat(this.history.velocity(8_000)).isEmpty();
	}

	@Test
	void theReadingSpeedIsThatOfThePosition() {
		assertThat(this.history.readingSpeed(0)).isZero();
		this.history.add(1_000, 100, 10);
		this.history.add(3_000, 100, 50);
		assertThat(this.history.readingSpeed(0)).isEqualTo(20);
	}

	@Test
	void aTopicThatWasMadeAnewHasANewHistory() {
		this.history.add(1_000, 100, 10);
		this.history.add(2_000, 5, 0);
		assertThat(this.history.first()).isEqualTo(2_000);
	}

	@Test
	void aSampleOfTheSameMomentIsLeftOut() {
		this.history.add(1_000, 100, 10);
		this.history.add(1_000, 150, 10);
		assertThat(this.history.written(120)).isEqualTo(new OffsetHistory.Bracket(1_000, 1_000, 1_000));
	}

}
