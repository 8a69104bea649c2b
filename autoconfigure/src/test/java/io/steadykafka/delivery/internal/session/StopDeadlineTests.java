package io.steadykafka.delivery.internal.session;

import java.time.Duration;

import io.steadykafka.delivery.internal.testing.TestMember;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StopDeadline} and how a member keeps it.
 */
class StopDeadlineTests {

	private long nanoTime = Long.MAX_VALUE - 1_000;

	private final StopDeadline deadline = new StopDeadline(() -> this.nanoTime, Duration.ofSeconds(10));

	@Test
	void leavesWhatIsShorterAsItIs() {
		assertThat(this.deadline.atMost(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void leavesNoMoreThanWhatIsLeftAlsoWhenTheClockOverflows() {
		assertThat(this.deadline.atMost(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(10));
		this.nanoTime += Duration.ofSeconds(8).toNanos();
		assertThat(this.deadline.atMost(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(2));
		assertThat(this.deadline.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void leavesTimeForARequestWhenItIsOver() {
		this.nanoTime += Duration.ofMinutes(1).toNanos();
		assertThat(this.deadline.atMost(Duration.ofSeconds(1))).isPositive().isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void aMemberThatRunsHasNone() {
		TestMember test = new TestMember(Duration.ofMillis(100));
		assertThat(test.session.untilDeadline(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void aMembersDeadlineBeginsWhenItStops() {
		TestMember test = new TestMember(Duration.ofMillis(100));
		test.pass(Duration.ofHours(1));
		test.running = false;
		assertThat(test.session.untilDeadline(Duration.ofMinutes(1))).isEqualTo(TestMember.STOP_TIMEOUT);
		test.pass(Duration.ofSeconds(4));
		assertThat(test.session.untilDeadline(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(6));
	}

}
