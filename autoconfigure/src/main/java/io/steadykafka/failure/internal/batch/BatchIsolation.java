package io.steadykafka.failure.internal.batch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.steadykafka.failure.internal.retry.FailureLedger;
import io.steadykafka.failure.internal.retry.FailureLog;
import io.steadykafka.failure.internal.retry.RetryState;
import io.steadykafka.listener.internal.CurrentPosition;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Limits what is delivered to a batch listener after a failure, until the record that it
 * fails on is alone. Safe for use by several threads.
 */
public final class BatchIsolation {

	private final BatchBisection bisection = new BatchBisection();

	private final ExclusivePartition exclusive = new ExclusivePartition();

	private final FailureLedger ledger;

	private final FailureLog log;

	public BatchIsolation(FailureLedger ledger, FailureLog log) {
		this.ledger = ledger;
		this.log = log;
	}

	public boolean isEmpty() {
		return this.bisection.isEmpty();
	}

	/**
	 * A batch failed.
	 * @return the record that it failed on, {@code null} if that is not certain yet, or
	 * other records of its partition have to be processed first
	 */
	public @Nullable ConsumerRecord<?, ?> failed(FailedBatch failed, ConsumerRecords<?, ?> batch) {
		ConsumerRecord<?, ?> culprit = failed.culprit();
		if (culprit == null) {
			this.log.bisecting(isEmpty(), batch.count(), failed.exception());
			this.bisection.failed(FailedBatch.offsets(batch));
			return null;
		}
		TopicPartition partition = new TopicPartition(culprit.topic(), culprit.partition());
		this.bisection.forget(List.of(partition));
		if (!failed.before().isEmpty()) {
			// It fails again when they are processed, and is the first of its partition.
			this.bisection.only(partition, failed.before());
			return null;
		}
		if (failed.suspected()) {
			// It counts when it fails alone.
			this.log.suspected(culprit, failed.exception());
			this.bisection.only(partition, List.of(culprit.offset()));
			return null;
		}
		return culprit;
	}

	public void beforePoll(Consumer<?, ?> consumer, Collection<TopicPartition> assignment) {
		for (TopicPartition partition : this.bisection.partitions()) {
			if (assignment.contains(partition)) {
				CurrentPosition.of(consumer, partition)
					.ifPresent((position) -> this.bisection.advanced(partition, position));
			}
		}
	}

	/**
	 * Limits the next delivery.
	 * @param waiting the partitions that must not be delivered yet
	 */
	public DeliveryLimit limit(Consumer<?, ?> consumer, Set<TopicPartition> waiting, Instant now) {
		BatchBisection.Next next = next(consumer, waiting, now);
		return (next != null && this.exclusive.isOn(consumer, next.partition(), now))
				? new DeliveryLimit(next.records(), next.partition()) : DeliveryLimit.ALL;
	}

	private BatchBisection.@Nullable Next next(Consumer<?, ?> consumer, Set<TopicPartition> waiting, Instant now) {
		Collection<TopicPartition> assignment = consumer.assignment();
		Collection<TopicPartition> paused = consumer.paused();
		for (RetryState failing : this.ledger.owned()) {
			// Alone, so that its exception is not attributed to another record.
			if (failing.isDue(now) && assignment.contains(failing.partition())
					&& !paused.contains(failing.partition())) {
				return new BatchBisection.Next(failing.partition(), 1);
			}
		}
		return this.bisection.next((partition) -> assignment.contains(partition) && !paused.contains(partition)
				&& !waiting.contains(partition));
	}

	public void delivered(Consumer<?, ?> consumer) {
		this.exclusive.delivered(consumer);
	}

	public void forget(Collection<TopicPartition> gone) {
		this.bisection.forget(gone);
	}

}
