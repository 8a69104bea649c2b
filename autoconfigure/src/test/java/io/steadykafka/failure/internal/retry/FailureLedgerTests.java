package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.util.List;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.MutableClock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureLedger} and {@link RetryState}.
 */
class FailureLedgerTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final Duration BUSY = Duration.ofSeconds(7);

	private final MutableClock clock = new MutableClock();

	private final FailureLedger ledger = new FailureLedger();

	private final RetryPolicy policy = new RetryPolicy(
			new BackOffPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 3), Exhaustion.BLOCK, List.of(),
			"-dlt");

	@Test
	void attemptsOfTheSameRecordAddUpAndItWaitsLonger() {
		assertThat(fail(5).attempts()).isEqualTo(1);
		assertThat(remaining()).isEqualTo(Duration.ofSeconds(1));
		this.clock.advance(Duration.ofMillis(400));
		assertThat(remaining()).isEqualTo(Duration.ofMillis(600));
		this.clock.advance(Duration.ofMillis(600));
		assertThat(remaining()).isZero();
		assertThat(fail(5).attempts()).isEqualTo(2);
		assertThat(remaining()).isEqualTo(Duration.ofSeconds(2));
		FailedRecord record = fail(5).describe(Listeners.subscribed("listener", "group"));
		assertThat(record.failure().state()).isEqualTo(State.BLOCKED);
		assertThat(record.failure().firstFailure()).isEqualTo(this.clock.instant().minusSeconds(1));
		assertThat(record.failure().nextAttempt()).isEqualTo(this.clock.instant().plusSeconds(30));
		assertThat(record.failure().since()).isEqualTo(this.clock.instant());
	}

	@Test
	void whatAPersonAsksForWhileItIsPublishedHolds() {
		RetryState failing = fail(5);
		failing.publishing(this.clock.instant());
		failing.request(RetryState.Step.SKIP, this.clock.instant());
		failing.notPublished("expected by the test", this.clock.instant(), Duration.ofHours(1));
		assertThat(failing.step()).isEqualTo(RetryState.Step.SKIP);
		failing.published();
		assertThat(failing.step()).isEqualTo(RetryState.Step.SKIP);
	}

	@Test
	void anotherRecordBeginsAnew() {
		fail(5);
		assertThat(fail(6).attempts()).isEqualTo(1);
		assertThat(this.ledger.owned()).hasSize(1);
	}

	@Test
	void aBlockedRecordGrowsOldWhileItIsTriedToGetRidOfIt() {
		fail(5);
		fail(5);
		RetryState failing = fail(5);
		this.clock.advance(Duration.ofMinutes(1));
		failing.publishing(this.clock.instant());
		assertThat(remaining()).isEqualTo(BUSY);
		failing.notPublished("no topic", this.clock.instant(), Duration.ofSeconds(30));
		FailedRecord record = failing.describe(Listeners.subscribed("listener", "group"));
		assertThat(record.failure().since()).isEqualTo(this.clock.instant().minusSeconds(60));
		assertThat(record.failure().notDeadLettered()).isEqualTo("no topic");
		assertThat(remaining()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aRevokedPartitionKeepsItsRecordForAWhile() {
		fail(5);
		this.ledger.park(List.of(PARTITION), this.clock.instant());
		assertThat(this.ledger.owned()).isEmpty();
		assertThat(this.ledger.visible()).isEmpty();
		this.clock.advance(Duration.ofMinutes(4));
		this.ledger.unpark(List.of(PARTITION), this.clock.instant());
		assertThat(fail(5).attempts()).isEqualTo(2);
		this.ledger.park(List.of(PARTITION), this.clock.instant());
		this.clock.advance(Duration.ofMinutes(6));
		this.ledger.unpark(List.of(), this.clock.instant());
		assertThat(this.ledger.isEmpty()).isTrue();
	}

	@Test
	void nothingWaitsForARecordThatOthersComeBefore() {
		RetryState failing = fail(5);
		failing.preceded(true);
		assertThat(remaining()).isZero();
		assertThat(failing.isDue(this.clock.instant())).isFalse();
		failing.preceded(false);
		assertThat(remaining()).isPositive();
	}

	private RetryState fail(long offset) {
		FailedAttempt failure = FailedAttempt.of(new ConsumerRecord<>("orders", 0, offset, "key", "value"),
				new IllegalStateException("expected"));
		RetryState failing = this.ledger.failed(failure, this.clock.instant());
		failing.failed(failure, this.policy, this.clock.instant());
		return failing;
	}

	private Duration remaining() {
		return this.ledger.owned().get(0).remaining(this.clock.instant(), BUSY);
	}

}
