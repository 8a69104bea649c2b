package io.steadykafka.operations.internal;

import java.util.Comparator;
import java.util.List;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.failure.internal.RecordFailures.Remedy;
import io.steadykafka.operations.BlockedRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Operates on the failed records of this instance.
 */
public final class LocalBlockedRecords implements BlockedRecords {

	private final RecordFailures failures;

	public LocalBlockedRecords(RecordFailures failures) {
		this.failures = failures;
	}

	@Override
	public List<FailedRecord> list() {
		return this.failures.failing()
			.stream()
			.sorted(Comparator.comparing(FailedRecord::listener)
				.thenComparing((record) -> record.partition().topic())
				.thenComparingInt((record) -> record.partition().partition()))
			.toList();
	}

	@Override
	public FailedRecord retryNow(String listener, String topic, int partition, long offset) {
		return this.failures.request(listener, new TopicPartition(topic, partition), offset, Remedy.RETRY);
	}

	@Override
	public FailedRecord skip(String listener, String topic, int partition, long offset) {
		return this.failures.request(listener, new TopicPartition(topic, partition), offset, Remedy.SKIP);
	}

	@Override
	public FailedRecord deadLetter(String listener, String topic, int partition, long offset) {
		return this.failures.request(listener, new TopicPartition(topic, partition), offset, Remedy.DEAD_LETTER);
	}

}
