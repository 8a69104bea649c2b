package io.steadykafka.operations.internal.replay;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

import io.steadykafka.operations.internal.replay.letters.LetterRange;
import org.apache.kafka.common.TopicPartition;

/**
 * What a replay is to read.
 *
 * @param ranges a range for each partition of the dead-letter topic
 */
record ReplayPlan(Map<TopicPartition, LetterRange> ranges) {

	/**
	 * Sorts the partitions.
	 */
	ReplayPlan {
		Map<TopicPartition, LetterRange> sorted = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
		sorted.putAll(ranges);
		ranges = sorted;
	}

	/**
	 * How many records there are, by their offsets: offsets without a record, as those of
	 * transactions, count too.
	 */
	long records() {
		return this.ranges.values().stream().mapToLong(LetterRange::records).sum();
	}

	/**
	 * The partitions that have something to replay.
	 */
	Map<TopicPartition, LetterRange> pending() {
		Map<TopicPartition, LetterRange> pending = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
		this.ranges.forEach((partition, range) -> {
			if (range.records() > 0) {
				pending.put(partition, range);
			}
		});
		return pending;
	}

	/**
	 * The same partitions, but at most a number of offsets before their ends.
	 * @param begins the first offsets that are still in the log
	 */
	static Map<TopicPartition, LetterRange> last(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends,
			int limit) {
		Map<TopicPartition, LetterRange> last = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
		ends.forEach((partition, end) -> {
			long start = Math.max(begins.getOrDefault(partition, 0L), end - limit);
			if (start < end) {
				last.put(partition, new LetterRange(start, end, null));
			}
		});
		return last;
	}

}
