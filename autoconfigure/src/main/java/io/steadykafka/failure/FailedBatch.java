package io.steadykafka.failure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * What is known of a batch that failed.
 *
 * @param culprit the record that it failed on, {@code null} if that is not known
 * @param exception what was thrown because of that record
 * @param processed what follows the records that were processed, by partition
 * @param unprocessed the first offset that was not processed, by partition
 * @param before the offsets of the culprit's partition before it that were not processed
 */
record FailedBatch(@Nullable ConsumerRecord<?, ?> culprit, Exception exception, Map<TopicPartition, Long> processed,
		Map<TopicPartition, Long> unprocessed, List<Long> before) {

	private static final int MOST_CAUSES = 50;

	/**
	 * Find out what is known.
	 * @param exception what the listener threw
	 * @param batch the batch
	 * @param rolledBack whether what the listener did before was undone
	 * @return what is known
	 */
	static FailedBatch of(Exception exception, ConsumerRecords<?, ?> batch, boolean rolledBack) {
		List<ConsumerRecord<?, ?>> records = new ArrayList<>(batch.count());
		batch.forEach(records::add);
		int index = -1;
		boolean processedBefore = false;
		if (find(exception, UndecodedInBatchException.class) instanceof UndecodedInBatchException undecoded) {
			index = indexOf(records, undecoded.record());
		}
		else if (find(exception, BatchListenerFailedException.class) instanceof BatchListenerFailedException named) {
			index = (named.getRecord() != null) ? indexOf(records, named.getRecord()) : named.getIndex();
			processedBefore = !rolledBack;
		}
		if (index < 0 || index >= records.size()) {
			index = (records.size() == 1) ? 0 : -1;
			processedBefore = false;
		}
		return of(exception, records, index, processedBefore);
	}

	private static FailedBatch of(Exception exception, List<ConsumerRecord<?, ?>> records, int index,
			boolean processedBefore) {
		Map<TopicPartition, Long> processed = new LinkedHashMap<>();
		Map<TopicPartition, Long> unprocessed = new LinkedHashMap<>();
		List<Long> before = new ArrayList<>();
		ConsumerRecord<?, ?> culprit = (index >= 0) ? records.get(index) : null;
		for (int i = 0; i < records.size(); i++) {
			ConsumerRecord<?, ?> record = records.get(i);
			TopicPartition partition = new TopicPartition(record.topic(), record.partition());
			if (processedBefore && i < index) {
				processed.put(partition, record.offset() + 1);
				continue;
			}
			unprocessed.putIfAbsent(partition, record.offset());
			if (culprit != null && i < index && culprit.partition() == record.partition()
					&& culprit.topic().equals(record.topic())) {
				before.add(record.offset());
			}
		}
		return new FailedBatch(culprit, exception, processed, unprocessed, before);
	}

	static Map<TopicPartition, List<Long>> offsets(ConsumerRecords<?, ?> batch) {
		Map<TopicPartition, List<Long>> offsets = new LinkedHashMap<>();
		batch.partitions()
			.forEach((partition) -> offsets.put(partition,
					batch.records(partition).stream().map(ConsumerRecord::offset).toList()));
		return offsets;
	}

	private static int indexOf(List<ConsumerRecord<?, ?>> records, ConsumerRecord<?, ?> wanted) {
		for (int i = 0; i < records.size(); i++) {
			ConsumerRecord<?, ?> record = records.get(i);
			if (record.offset() == wanted.offset() && record.partition() == wanted.partition()
					&& record.topic().equals(wanted.topic())) {
				return i;
			}
		}
		return -1;
	}

	private static @Nullable Throwable find(Throwable exception, Class<? extends Throwable> type) {
		@Nullable Throwable cause = exception;
		for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
			if (type.isInstance(cause)) {
				return cause;
			}
			cause = cause.getCause();
		}
		return null;
	}

}
