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

	private final Map<TopicPartition, Progress> progress = new ConcurrentHashMap<>();

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
		long furthest = this.progress.getOrDefault(partition, Progress.NONE).furthest;
		int again = 0;
		while (again < processed.size() && processed.get(again).offset() < furthest) {
			again++;
		}
		long end = processed.get(processed.size() - 1).offset() + 1;
		this.progress.put(partition, new Progress(Math.max(furthest, end), end));
		return again;
	}

	/**
	 * The offset after the last record that was processed, empty if none was.
	 */
	OptionalLong end(TopicPartition partition) {
		Progress known = this.progress.get(partition);
		return (known != null) ? OptionalLong.of(known.end) : OptionalLong.empty();
	}

	/**
	 * Offsets after records that were processed.
	 *
	 * @param furthest after the furthest one
	 * @param end after the last one, which is an earlier one after a reset
	 */
	private record Progress(long furthest, long end) {

		private static final Progress NONE = new Progress(0, 0);

	}

}
