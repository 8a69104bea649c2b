package io.steadykafka.operations.internal;

import java.util.Comparator;
import java.util.List;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.failure.internal.RecordFailures.Remedy;
import io.steadykafka.operations.BlockedRecords;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.TopicPartition;

/**
 * Logs each requested operation with the thread that requested it.
 */
public final class LoggedBlockedRecords implements BlockedRecords {

	private static final Log logger = LogFactory.getLog(BlockedRecords.class);

	private final RecordFailures failures;

	public LoggedBlockedRecords(RecordFailures failures) {
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
		return request("try now", listener, new TopicPartition(topic, partition), offset, Remedy.RETRY);
	}

	@Override
	public FailedRecord skip(String listener, String topic, int partition, long offset) {
		return request("skip", listener, new TopicPartition(topic, partition), offset, Remedy.SKIP);
	}

	@Override
	public FailedRecord deadLetter(String listener, String topic, int partition, long offset) {
		return request("dead-letter", listener, new TopicPartition(topic, partition), offset, Remedy.DEAD_LETTER);
	}

	private FailedRecord request(String what, String listener, TopicPartition partition, long offset, Remedy remedy) {
		FailedRecord record = this.failures.request(listener, partition, offset, remedy);
		logger.info("Requested on thread '" + Thread.currentThread().getName() + "' to " + what + " record "
				+ record.position() + " of listener '" + listener + "', which failed in " + record.failure().attempts()
				+ " attempts, since " + record.failure().firstFailure() + ", the last one with "
				+ record.failure().exception());
		return record;
	}

}
