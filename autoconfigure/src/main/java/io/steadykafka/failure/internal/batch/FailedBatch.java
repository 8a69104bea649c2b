package io.steadykafka.failure.internal.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.listener.internal.ExceptionCauses;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * A batch that failed.
 *
 * @param culprit the record that it failed on, {@code null} if that is not known
 * @param suspected whether the culprit may be a later record: the listener named only an
 * index, which differs where a filter or an interceptor dropped records before it
 * @param processed the offset after the last processed record, by partition
 * @param unprocessed the first offset that was not processed, by partition
 * @param before the offsets before the culprit in its partition that were not processed
 */
public record FailedBatch(@Nullable ConsumerRecord<?, ?> culprit, boolean suspected, Exception exception,
		Map<TopicPartition, Long> processed, Map<TopicPartition, Long> unprocessed, List<Long> before) {

	/**
	 * Analyzes what a listener threw.
	 * @param rolledBack whether what the listener did before was undone
	 */
	public static FailedBatch of(Exception exception, ConsumerRecords<?, ?> batch, boolean rolledBack) {
		List<ConsumerRecord<?, ?>> records = new ArrayList<>(batch.count());
		batch.forEach(records::add);
		int index = -1;
		boolean processedBefore = false;
		boolean suspected = false;
		UndecodedInBatchException undecoded = ExceptionCauses.find(exception, UndecodedInBatchException.class);
		BatchListenerFailedException named = ExceptionCauses.find(exception, BatchListenerFailedException.class);
		if (undecoded != null) {
			index = indexOf(records, undecoded.record());
		}
		else if (named != null) {
			suspected = named.getRecord() == null && records.size() > 1;
			index = (named.getRecord() != null) ? indexOf(records, named.getRecord()) : named.getIndex();
			processedBefore = !rolledBack;
		}
		if (index < 0 || index >= records.size()) {
			index = (records.size() == 1) ? 0 : -1;
			processedBefore = false;
		}
		return of(exception, records, index, processedBefore, suspected);
	}

	private static FailedBatch of(Exception exception, List<ConsumerRecord<?, ?>> records, int index,
			boolean processedBefore, boolean suspected) {
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
		return new FailedBatch(culprit, suspected, exception, processed, unprocessed, before);
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

}
