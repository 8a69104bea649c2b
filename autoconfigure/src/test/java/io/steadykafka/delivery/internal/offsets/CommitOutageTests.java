package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommitOutage}.
 */
class CommitOutageTests {

	private long now = -5;

	private final CommitOutage commits = new CommitOutage(Duration.ofMinutes(5), () -> this.now);

	@Test
	void theTimeIsThatFromTheFirstFailureToTheLast() {
		assertThat(this.commits.time()).isZero();
		assertThat(this.commits.failed()).isTrue();
		pass(30);
		assertThat(this.commits.time()).isZero();
		assertThat(this.commits.failed()).isFalse();
		pass(100);
		assertThat(this.commits.time()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aSuccessEndsIt() {
		this.commits.failed();
		pass(30);
		this.commits.failed();
		this.commits.succeeded();
		assertThat(this.commits.time()).isZero();
		assertThat(this.commits.failed()).isTrue();
	}

	@Test
	void whoHasStoppedTryingDoesNotFail() {
		this.commits.failed();
		pass(100);
		this.commits.failed();
		pass(421);
		assertThat(this.commits.time()).isZero();
		assertThat(this.commits.failed()).isFalse();
		pass(1);
		this.commits.failed();
		assertThat(this.commits.time()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void aRebalanceMayTakeItsTime() {
		for (int i = 0; i < 8; i++) {
			this.commits.waits();
			assertThat(this.commits.time()).isZero();
			pass(60);
		}
		pass(60);
		this.commits.waits();
		assertThat(this.commits.time()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void aFailureInARebalanceCountsAtOnce() {
		this.commits.waits();
		pass(10);
		assertThat(this.commits.failed()).isTrue();
		pass(10);
		this.commits.waits();
		assertThat(this.commits.time()).isEqualTo(Duration.ofSeconds(10));
	}

	private void pass(long seconds) {
		this.now += Duration.ofSeconds(seconds).toNanos();
	}

}
