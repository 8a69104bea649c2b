package io.steadykafka.health.internal;

import java.time.Duration;
import java.time.Instant;

import io.steadykafka.health.KafkaStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DebouncedStatus}.
 */
class DebouncedStatusTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final DebouncedStatus status = new DebouncedStatus(Duration.ofSeconds(10), Duration.ofSeconds(30));

	@Test
	void itIsWorseAfterTheGraceAndBetterAfterTheHold() {
		assertThat(at(0, Status.UP)).isEqualTo(Status.UP);
		assertThat(at(5, KafkaStatus.DEGRADED)).isEqualTo(Status.UP);
		assertThat(this.status.next()).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(14, KafkaStatus.DEGRADED)).isEqualTo(Status.UP);
		assertThat(at(15, KafkaStatus.DEGRADED)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(this.status.since()).isEqualTo(START.plusSeconds(5));
		assertThat(at(20, Status.UP)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(49, Status.UP)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(50, Status.UP)).isEqualTo(Status.UP);
		assertThat(this.status.next()).isNull();
	}

	@Test
	void aClockThatIsSetBackBeginsTheGraceAnew() {
		at(3600, Status.UP);
		at(3601, KafkaStatus.DEGRADED);
		assertThat(at(0, KafkaStatus.DEGRADED)).isEqualTo(Status.UP);
		assertThat(this.status.since()).isEqualTo(START);
		assertThat(at(10, KafkaStatus.DEGRADED)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(11, Status.UNKNOWN)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(1, Status.UNKNOWN)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(11, Status.UNKNOWN)).isEqualTo(Status.UNKNOWN);
		assertThat(at(5, Status.UP)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(35, Status.UP)).isEqualTo(Status.UP);
	}

	@Test
	void whatFlapsIsSteady() {
		at(0, Status.UP);
		for (int second = 1; second < 600; second++) {
			assertThat(at(second, (second / 5 % 2 == 0) ? KafkaStatus.DEGRADED : Status.UP)).isEqualTo(Status.UP);
		}
		at(600, KafkaStatus.DEGRADED);
		assertThat(at(610, KafkaStatus.DEGRADED)).isEqualTo(KafkaStatus.DEGRADED);
		for (int second = 611; second < 1200; second++) {
			assertThat(at(second, (second / 5 % 2 == 0) ? KafkaStatus.DEGRADED : Status.UP))
				.isEqualTo(KafkaStatus.DEGRADED);
		}
	}

	@Test
	void whatFlapsBetweenBadAndWorseIsBad() {
		at(0, Status.UP);
		for (int second = 1; second < 600; second++) {
			Status expected = (second < 11) ? Status.UP : KafkaStatus.DEGRADED;
			assertThat(at(second, (second / 5 % 2 == 0) ? KafkaStatus.DEGRADED : Status.DOWN)).isEqualTo(expected);
		}
		assertThat(this.status.since()).isEqualTo(START.plusSeconds(1));
	}

	@Test
	void whatWasNeverKnownIsUnknownAtOnce() {
		assertThat(at(0, Status.UNKNOWN)).isEqualTo(Status.UNKNOWN);
		assertThat(at(1, Status.UP)).isEqualTo(Status.UP);
	}

	@Test
	void notToKnowIsSaidAfterTheGraceAndForgottenAtOnce() {
		assertThat(at(0, Status.UP)).isEqualTo(Status.UP);
		assertThat(at(1, Status.UNKNOWN)).isEqualTo(Status.UP);
		assertThat(this.status.next()).isEqualTo(Status.UNKNOWN);
		assertThat(at(11, Status.UNKNOWN)).isEqualTo(Status.UNKNOWN);
		assertThat(this.status.since()).isEqualTo(START.plusSeconds(1));
		assertThat(at(12, Status.UP)).isEqualTo(Status.UP);
		assertThat(this.status.since()).isEqualTo(START);
	}

	@Test
	void whatIsNotKnownNowAndThenIsSteadyAndHidesNothing() {
		at(0, Status.UP);
		for (int second = 1; second < 600; second++) {
			Status expected = (second < 22) ? Status.UP : KafkaStatus.DEGRADED;
			assertThat(at(second, (second % 2 == 0) ? KafkaStatus.DEGRADED : Status.UNKNOWN)).as("second %d", second)
				.isEqualTo(expected);
		}
	}

	@Test
	void whatWasWrongBeforeIsWrongStillWhenItIsKnownAgain() {
		at(0, KafkaStatus.DEGRADED);
		assertThat(at(10, KafkaStatus.DEGRADED)).isEqualTo(KafkaStatus.DEGRADED);
		at(20, Status.UNKNOWN);
		assertThat(at(30, Status.UNKNOWN)).isEqualTo(Status.UNKNOWN);
		assertThat(at(60, KafkaStatus.DEGRADED)).isEqualTo(KafkaStatus.DEGRADED);
	}

	@Test
	void whatTurnsTheOtherWayBeginsAnew() {
		at(0, KafkaStatus.DEGRADED);
		at(10, KafkaStatus.DEGRADED);
		at(11, Status.UP);
		assertThat(at(31, Status.DOWN)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(40, Status.DOWN)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(41, Status.DOWN)).isEqualTo(Status.DOWN);
	}

	@Test
	void whatIsWorseYetHasAGraceOfItsOwn() {
		at(0, Status.UP);
		at(1, KafkaStatus.DEGRADED);
		assertThat(at(10, Status.DOWN)).isEqualTo(Status.UP);
		assertThat(at(12, Status.DOWN)).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(at(20, Status.DOWN)).isEqualTo(Status.DOWN);
		assertThat(this.status.since()).isEqualTo(START.plusSeconds(10));
	}

	@Test
	void aGraceDoesNotRunWhileNothingIsKnown() {
		at(0, Status.UP);
		at(1, KafkaStatus.DEGRADED);
		at(2, Status.UNKNOWN);
		assertThat(at(3600, KafkaStatus.DEGRADED)).isEqualTo(Status.UP);
	}

	private Status at(int second, Status found) {
		return this.status.update(found, START.plusSeconds(second));
	}

}
