package io.steadykafka.lag.internal.sampling;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleSchedule}.
 */
class SampleScheduleTests {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	@Test
	void samplesBeginAnIntervalApart() {
		assertThat(pause(Duration.ofMillis(30))).isEqualTo(Duration.ofMillis(9_970));
		assertThat(pause(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void aSampleThatGotNoAnswerDoesNotPutOffTheNext() {
		assertThat(SampleSchedule.timeout(INTERVAL)).isEqualTo(Duration.ofSeconds(9));
		assertThat(pause(SampleSchedule.timeout(INTERVAL))).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void brokersHaveAPauseHoweverLongSamplesTake() {
		assertThat(pause(Duration.ofSeconds(25))).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void aRequestMayTakeFromASecondToTen() {
		assertThat(SampleSchedule.timeout(Duration.ofMillis(100))).isEqualTo(Duration.ofSeconds(1));
		assertThat(SampleSchedule.timeout(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(10));
	}

	private static Duration pause(Duration took) {
		return Duration.ofNanos(SampleSchedule.pause(INTERVAL, took.toNanos()));
	}

}
