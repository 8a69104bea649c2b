package io.steadykafka.lag;

import java.util.Map;
import java.util.OptionalLong;

import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers said of the logs of partitions.
 *
 * @param starts log starts
 * @param ends log ends, by isolation level
 * @param resets where {@code auto.offset.reset=by_duration} would start
 */
record LogOffsets(Map<TopicPartition, Outcome<Long>> starts,
		Map<IsolationLevel, Map<TopicPartition, Outcome<Long>>> ends, Map<TopicPartition, Outcome<Long>> resets) {

	private static final Outcome<Long> NOT_ASKED = Outcome.failed(null, "");

	PartitionLag lag(TopicPartition partition, ReadRule rule, OptionalLong committed) {
		Outcome<Long> start = this.starts.getOrDefault(partition, NOT_ASKED);
		Outcome<Long> end = this.ends.getOrDefault(rule.isolation(), Map.of()).getOrDefault(partition, NOT_ASKED);
		if (start.isFailed() || end.isFailed()) {
			return PartitionLag.unknown(committed, optional(start), optional(end),
					(end.isFailed()) ? end.reason() : start.reason());
		}
		Outcome<Long> reset = this.resets.getOrDefault(partition, NOT_ASKED);
		if (this.resets.containsKey(partition) && reset.isFailed()) {
			return PartitionLag.unknown(committed, optional(start), optional(end), reset.reason());
		}
		return LagCalculation.of(committed, start.get(), end.get(), rule.reset(), optional(reset));
	}

	private static OptionalLong optional(Outcome<Long> offset) {
		// Kafka answers -1 to a look-up by time when every record is older.
		return (offset.isFailed() || offset.get() < 0) ? OptionalLong.empty() : OptionalLong.of(offset.get());
	}

}
