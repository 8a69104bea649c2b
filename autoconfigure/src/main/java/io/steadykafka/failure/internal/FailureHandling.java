package io.steadykafka.failure.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.internal.batch.FailedBatch;
import io.steadykafka.failure.internal.retry.FailedAttempt;
import io.steadykafka.listener.internal.Containment;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a container's handlers share: records that a listener did not process are read
 * again, and the record that it failed on waits. Runs on the consumer's thread.
 */
final class FailureHandling {

	private static final Log logger = LogFactory.getLog(FailedRecord.class);

	private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

	private final ListenerFailures failures;

	private final Containment containment;

	FailureHandling(ListenerFailures failures, Containment containment) {
		this.failures = failures;
		this.containment = containment;
	}

	ListenerFailures failures() {
		return this.failures;
	}

	/**
	 * A record listener failed on the first of the records that it did not process.
	 */
	void failed(Exception exception, List<? extends ConsumerRecord<?, ?>> records, Consumer<?, ?> consumer) {
		// First, so that no record is skipped whatever fails after it.
		seek(consumer, firstOffsets(records));
		if (!(exception instanceof CommitFailedException)) {
			contained(() -> this.failures.fallbackBackOff()
				.await(this.failures.failed(FailedAttempt.of(records.get(0), exception))));
		}
	}

	/**
	 * A transaction failed, not a record.
	 * @param records the records that were not processed
	 * @param waiting the partitions that wait before they are read again
	 */
	void transactionFailed(Exception exception, Iterable<? extends ConsumerRecord<?, ?>> records,
			Collection<TopicPartition> waiting, Consumer<?, ?> consumer) {
		seek(consumer, firstOffsets(records));
		contained(() -> this.failures.fallbackBackOff().await(this.failures.transactionFailed(exception, waiting)));
	}

	/**
	 * A record failed after it was acknowledged.
	 */
	void failedAsync(Exception exception, ConsumerRecord<?, ?> record, Consumer<?, ?> consumer) {
		contained(() -> this.failures.failedAsync(FailedAttempt.of(record, exception), consumer));
	}

	/**
	 * A batch listener failed.
	 * @param rolledBack whether what it did before it failed was undone
	 */
	void failed(Exception exception, ConsumerRecords<?, ?> batch, Consumer<?, ?> consumer, boolean rolledBack) {
		FailedBatch failed = FailedBatch.of(exception, batch, rolledBack);
		seek(consumer, failed.unprocessed());
		contained(() -> {
			if (!failed.processed().isEmpty()) {
				commit(consumer, failed.processed());
			}
		});
		contained(() -> this.failures.fallbackBackOff().await(settle(failed, batch)));
	}

	private Duration settle(FailedBatch failed, ConsumerRecords<?, ?> batch) {
		if (failed.exception() instanceof CommitFailedException) {
			return Duration.ZERO;
		}
		ConsumerRecord<?, ?> culprit = this.failures.isolation().failed(failed, batch);
		return (culprit != null) ? this.failures.failed(FailedAttempt.of(culprit, failed.exception()))
				: this.failures.policy().backOff().longest();
	}

	private static Map<TopicPartition, Long> firstOffsets(Iterable<? extends ConsumerRecord<?, ?>> records) {
		Map<TopicPartition, Long> first = new LinkedHashMap<>();
		records.forEach(
				(record) -> first.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset()));
		return first;
	}

	private void seek(Consumer<?, ?> consumer, Map<TopicPartition, Long> offsets) {
		offsets.forEach((partition, offset) -> {
			try {
				consumer.seek(partition, offset);
			}
			catch (IllegalStateException ex) {
				// Not owned any more: its owner begins at the committed offset.
				logger.debug(partition + " is not read again from " + offset, ex);
			}
		});
	}

	private void commit(Consumer<?, ?> consumer, Map<TopicPartition, Long> offsets) {
		if (!this.failures.listener().group().isEmpty()) {
			Map<TopicPartition, OffsetAndMetadata> commit = new LinkedHashMap<>();
			offsets.forEach((partition, offset) -> commit.put(partition, new OffsetAndMetadata(offset)));
			consumer.commitSync(commit, COMMIT_TIMEOUT);
		}
	}

	private void contained(Runnable action) {
		this.containment.run("failure handling of " + this.failures.listener(), action);
	}

}
