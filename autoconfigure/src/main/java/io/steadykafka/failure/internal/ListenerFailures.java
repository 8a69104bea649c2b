package io.steadykafka.failure.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.internal.RecordFailures.Remedy;
import io.steadykafka.failure.internal.batch.BatchIsolation;
import io.steadykafka.failure.internal.deadletter.DeadLetters;
import io.steadykafka.failure.internal.retry.AsyncFailures;
import io.steadykafka.failure.internal.retry.FailedAttempt;
import io.steadykafka.failure.internal.retry.FailedRecordProgress;
import io.steadykafka.failure.internal.retry.FailureCounts;
import io.steadykafka.failure.internal.retry.FailureLedger;
import io.steadykafka.failure.internal.retry.FailureLog;
import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.failure.internal.retry.FallbackBackOff;
import io.steadykafka.failure.internal.retry.PartitionPauses;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.failure.internal.retry.RetryState;
import io.steadykafka.listener.internal.ConsumerWakeup;
import io.steadykafka.listener.internal.CurrentPosition;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Handles the failed records of one listener. Safe for use by several threads.
 */
final class ListenerFailures {

	/**
	 * How long a partition waits at a time until its record is published or skipped. The
	 * consumer is woken then.
	 */
	private static final Duration WHILE_BUSY = Duration.ofSeconds(1);

	private final ListenerContainer listener;

	private final boolean batches;

	private final RetryPolicy policy;

	private final DeadLetters deadLetters;

	private final Clock clock;

	private final FailureLedger ledger = new FailureLedger();

	private final AsyncFailures asyncFailures = new AsyncFailures();

	private final PartitionPauses pauses;

	private final FallbackBackOff fallbackBackOff;

	private final FailureCounts counts;

	private final FailureLog log;

	private final BatchIsolation isolation;

	private final FailedRecordProgress progress;

	ListenerFailures(ListenerContainer listener, RetryPolicy policy, DeadLetters deadLetters, Clock clock) {
		this.listener = listener;
		this.batches = listener.isBatch();
		this.policy = policy;
		this.deadLetters = deadLetters;
		this.clock = clock;
		this.pauses = new PartitionPauses(policy.backOff());
		this.fallbackBackOff = new FallbackBackOff(listener);
		this.counts = new FailureCounts(this::failing, clock);
		this.log = new FailureLog(listener, policy.backOff().attempts());
		this.isolation = new BatchIsolation(this.ledger, this.log);
		this.progress = new FailedRecordProgress(listener, this.ledger, this.counts, this.log);
	}

	ListenerContainer listener() {
		return this.listener;
	}

	FailureCounts counts() {
		return this.counts;
	}

	RetryPolicy policy() {
		return this.policy;
	}

	FallbackBackOff fallbackBackOff() {
		return this.fallbackBackOff;
	}

	BatchIsolation isolation() {
		return this.isolation;
	}

	FailureLog log() {
		return this.log;
	}

	Stream<FailedRecord> failing() {
		return this.ledger.visible().stream().map((failing) -> failing.describe(this.listener));
	}

	/**
	 * An attempt failed.
	 * @return how long its partition waits
	 */
	Duration failed(FailedAttempt failure) {
		Instant now = this.clock.instant();
		RetryState failing = this.ledger.failed(failure, now);
		RetryPolicy.Verdict verdict = failing.failed(failure, this.policy, now);
		if (failing.attempts() > 1) {
			this.counts.addRetried();
		}
		this.log.attempt(failing.attempts(), verdict, failure);
		if (verdict.state() == State.STOPPED) {
			// On another thread: the container waits for this one while it stops.
			this.deadLetters.execute("stop of " + this.listener, () -> this.listener.container().stopAbnormally(() -> {
			}));
		}
		return verdict.pause();
	}

	/**
	 * A transaction failed, not a record.
	 * @return how long its partitions wait
	 */
	Duration transactionFailed(Exception exception, Collection<TopicPartition> partitions) {
		Instant now = this.clock.instant();
		Duration pause = partitions.stream()
			.map((partition) -> this.pauses.begin(partition, now))
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
		this.log.transaction(partitions, pause, exception);
		return pause;
	}

	/**
	 * A record failed after it was acknowledged. If another member owns its partition,
	 * that member handles it before its next poll.
	 * @param consumer the consumer of the current thread
	 */
	void failedAsync(FailedAttempt failure, Consumer<?, ?> consumer) {
		if (!consumer.assignment().contains(failure.partition())) {
			this.asyncFailures.add(failure);
			wake();
			return;
		}
		OptionalLong position = CurrentPosition.of(consumer, failure.partition());
		if (position.isEmpty() || position.getAsLong() > failure.offset()) {
			consumer.seek(failure.partition(), failure.offset());
			failed(failure);
		}
		// Else an earlier record failed too, and this one is delivered again after it.
	}

	private void wake() {
		this.deadLetters.execute("wake-up of " + this.listener, () -> ConsumerWakeup.wake(this.listener));
	}

	/**
	 * The number of a record's next attempt, 1 for a record that never failed.
	 */
	int attempt(TopicPartitionOffset position) {
		RetryState failing = this.ledger.get(position.getTopicPartition());
		Long offset = position.getOffset();
		return (failing != null && offset != null && failing.offset() == offset) ? failing.attempts() + 1 : 1;
	}

	void beforePoll(Consumer<?, ?> consumer) {
		this.fallbackBackOff.polls();
		if (this.ledger.isEmpty() && this.isolation.isEmpty() && this.asyncFailures.isEmpty()) {
			return;
		}
		Collection<TopicPartition> assignment = consumer.assignment();
		this.asyncFailures.take(assignment).forEach((failure) -> failedAsync(failure, consumer));
		for (RetryState failing : this.ledger.owned()) {
			if (assignment.contains(failing.partition())
					&& this.progress.inspect(failing, consumer, this.clock.instant()) == RetryState.Step.PUBLISH) {
				publish(failing);
			}
		}
		this.isolation.beforePoll(consumer, assignment);
	}

	private void publish(RetryState failing) {
		failing.publishing(this.clock.instant());
		this.deadLetters.publish(this.listener, failing.failure(),
				this.policy.deadLetterTopic(failing.partition().topic()), (problem) -> {
					if (problem.isEmpty()) {
						failing.published();
					}
					else {
						failing.notPublished(problem, this.clock.instant(), this.policy.backOff().longest());
						this.log.notPublished(failing.failure(), problem, this.policy.backOff().longest());
					}
					ConsumerWakeup.wake(this.listener);
				});
	}

	Map<TopicPartition, Duration> waiting() {
		if (this.ledger.isEmpty() && this.pauses.isEmpty()) {
			return Map.of();
		}
		Instant now = this.clock.instant();
		Map<TopicPartition, Duration> waiting = new HashMap<>(this.pauses.remaining(now));
		for (RetryState failing : this.ledger.owned()) {
			Duration remaining = failing.remaining(now, WHILE_BUSY);
			if (!remaining.isZero()) {
				waiting.merge(failing.partition(), remaining, (one, other) -> (one.compareTo(other) > 0) ? one : other);
			}
		}
		return waiting;
	}

	DeliveryLimit limit(Consumer<?, ?> consumer) {
		return (this.batches && !(this.ledger.isEmpty() && this.isolation.isEmpty()))
				? this.isolation.limit(consumer, waiting().keySet(), this.clock.instant()) : DeliveryLimit.ALL;
	}

	void delivered(Consumer<?, ?> consumer) {
		if (this.batches) {
			this.isolation.delivered(consumer);
		}
		this.log.delivered();
	}

	void onChange(AssignmentChange change) {
		Instant now = this.clock.instant();
		this.asyncFailures.forget(change.partitions());
		if (change.kind() == Kind.ASSIGNED) {
			this.ledger.unpark(change.partitions(), now);
		}
		else {
			this.ledger.park(change.partitions(), now);
			this.isolation.forget(change.partitions());
			this.pauses.forget(change.partitions());
		}
	}

	/**
	 * The first lines of the stack trace of a partition's failed record, none if there is
	 * no such record.
	 */
	List<String> stackTrace(TopicPartition partition) {
		RetryState failing = this.ledger.get(partition);
		return (failing != null) ? FailureText.stackTrace(failing.failure().exception()) : List.of();
	}

	FailedRecord request(TopicPartition partition, long offset, Remedy remedy) {
		RetryState failing = this.ledger.get(partition);
		if (failing != null && failing.offset() == offset && failing.parkedAt() != null) {
			throw new IllegalArgumentException("The partition of " + partition + "@" + offset
					+ " is not owned by this instance of " + this.listener
					+ " any more. Ask the one that owns it, or start the listener if it is stopped");
		}
		if (failing == null || failing.offset() != offset) {
			List<String> failings = failing().map(FailedRecord::position).sorted().toList();
			throw new IllegalArgumentException("In this instance " + this.listener + " does not fail on " + partition
					+ "@" + offset + ". It fails on " + ((failings.isEmpty()) ? "no record" : failings));
		}
		failing.request(switch (remedy) {
			case RETRY -> RetryState.Step.TRY;
			case SKIP -> RetryState.Step.SKIP;
			case DEAD_LETTER -> RetryState.Step.PUBLISH;
		}, this.clock.instant());
		wake();
		return failing.describe(this.listener);
	}

}
