package io.steadykafka.delivery.internal.work;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition was processed in this instance, to know a record that is seen
 * again. Safe for use by several threads.
 */
public final class ProcessedOffsets {

	/**
	 * The offset after the last record that was processed.
	 */
	private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

	/**
	 * Learn that records were processed.
	 * @param partition their partition
	 * @param processed the records, in the order of their offsets
	 * @return how many of them had been processed before
	 */
	public int processed(TopicPartition partition, List<? extends ConsumerRecord<?, ?>> processed) {
		if (processed.isEmpty()) {
			return 0;
		}
		long end = this.ends.getOrDefault(partition, 0L);
		int again = 0;
		while (again < processed.size() && processed.get(again).offset() < end) {
			again++;
		}
		this.ends.merge(partition, processed.get(processed.size() - 1).offset() + 1, Math::max);
		return again;
	}

	/**
	 * The offset after the last record that was processed, empty if none was.
	 */
	OptionalLong end(TopicPartition partition) {
		Long end = this.ends.get(partition);
		return (end != null) ? OptionalLong.of(end) : OptionalLong.empty();
	}

}
