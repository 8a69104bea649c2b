package io.steadykafka.watchdog.internal.member;

import java.time.Duration;

import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import io.steadykafka.watchdog.internal.member.RestartPolicy.Decision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RestartPolicy}: pauses of 1, 2, 4 and 5 seconds, six restarts an hour.
 */
class RestartPolicyTests {

	private long now = 1;

	private final RestartPolicy policy = policy();

	@Test
	void aMismatchIsRestartedForAtOnceAndAFatalMemberAfterAPause() {
		assertThat(this.policy.decide(WatchState.PROTOCOL_MISMATCH)).isEqualTo(Decision.RESTART);
		assertThat(pauseOf(policy(), WatchState.FATAL_MEMBER)).isEqualTo(1);
	}

	@Test
	void pausesGrowUpToTheLongest() {
		assertThat(pauseOf(this.policy, WatchState.PROTOCOL_MISMATCH)).isZero();
		int[] pauses = new int[5];
		for (int i = 0; i < pauses.length; i++) {
			this.policy.restarted(true);
			this.policy.unhealthy();
			pauses[i] = pauseOf(this.policy, WatchState.PROTOCOL_MISMATCH);
		}
		assertThat(pauses).containsExactly(1, 2, 4, 5, 5);
	}

	@Test
	void restartsOfAnHourAreLimited() {
		for (int i = 0; i < 6; i++) {
			pass(60);
			this.policy.restarted(true);
		}
		assertThat(this.policy.decide(WatchState.WEDGED_PARTITION)).isEqualTo(Decision.USED_UP);
		pass(3_600 - 5 * 60);
		assertThat(this.policy.decide(WatchState.WEDGED_PARTITION)).isNotEqualTo(Decision.USED_UP);
	}

	@Test
	void restartsForAnAclAreNotLimitedAndDoNotCount() {
		for (int i = 0; i < 6; i++) {
			this.policy.restarted(RestartPolicy.isLimited(WatchState.UNAUTHORIZED));
		}
		assertThat(this.policy.decide(WatchState.WEDGED_PARTITION)).isNotEqualTo(Decision.USED_UP);
		for (int i = 0; i < 6; i++) {
			this.policy.restarted(RestartPolicy.isLimited(WatchState.WEDGED_PARTITION));
		}
		assertThat(this.policy.decide(WatchState.UNAUTHORIZED)).isNotEqualTo(Decision.USED_UP);
		assertThat(this.policy.decide(WatchState.WEDGED_PARTITION)).isEqualTo(Decision.USED_UP);
	}

	@Test
	void pausesBeginAnewOnceNothingHasBeenWrongForTheLongestOfThem() {
		this.policy.restarted(true);
		this.policy.restarted(true);
		this.policy.unhealthy();
		pass(4);
		this.policy.healthy();
		assertThat(pauseOf(this.policy, WatchState.WEDGED_PARTITION)).isEqualTo(2);
		this.policy.unhealthy();
		pass(5);
		this.policy.healthy();
		assertThat(pauseOf(this.policy, WatchState.WEDGED_PARTITION)).isZero();
	}

	private int pauseOf(RestartPolicy asked, WatchState state) {
		int seconds = 0;
		while (asked.decide(state) == Decision.WAIT) {
			assertThat(asked.untilNext()).isPositive();
			pass(1);
			seconds++;
		}
		return seconds;
	}

	private void pass(int seconds) {
		this.now += Duration.ofSeconds(seconds).toNanos();
	}

	private RestartPolicy policy() {
		return new RestartPolicy(6, Duration.ofSeconds(1), Duration.ofSeconds(5), () -> this.now);
	}

}
