package io.steadykafka.lag.internal.sampling;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers said of the logs of partitions.
 *
 * @param resets where {@code auto.offset.reset=by_duration} would start, by the duration
 * @param young the first record that is not too old
 */
public record LogOffsets(Map<TopicPartition, RequestOutcome<Long>> starts,
		Map<IsolationLevel, Map<TopicPartition, RequestOutcome<Long>>> ends,
		Map<Duration, Map<TopicPartition, RequestOutcome<Long>>> resets,
		Map<TopicPartition, RequestOutcome<Long>> young) {

	public static final LogOffsets NONE = new LogOffsets(Map.of(), Map.of(), Map.of(), Map.of());

	private static final RequestOutcome<Long> NOT_ASKED = RequestOutcome.failed(null, "");

	PartitionLag lag(TopicPartition partition, ReadRule rule, OptionalLong committed) {
		RequestOutcome<Long> start = this.starts.getOrDefault(partition, NOT_ASKED);
		RequestOutcome<Long> end = end(partition, rule.isolation());
		RequestOutcome<Long> highWatermark = end(partition, IsolationLevel.READ_UNCOMMITTED);
		RequestOutcome<Long> reset = this.resets.getOrDefault(rule.reset().duration(), Map.of()).get(partition);
		for (RequestOutcome<Long> needed : List.of(end, start, highWatermark)) {
			if (needed.isFailed()) {
				return new PartitionLag(committed, optional(start), optional(end), optional(highWatermark),
						OptionalLong.empty(), needed.reason());
			}
		}
		// The two ends are read one after the other.
		LogBounds log = new LogBounds(start.get(), end.get(), Math.max(end.get(), highWatermark.get()));
		if (committed.isEmpty() && reset != null && reset.isFailed()) {
			return LagCalculation.unknown(committed, log, reset.reason());
		}
		return LagCalculation.of(committed, log, rule.reset(),
				(reset != null) ? optional(reset) : OptionalLong.empty());
	}

	/**
	 * Whether the next record is too old.
	 * @return whether it is, empty if nobody asked or it is not known
	 */
	Optional<Boolean> isOld(TopicPartition partition, PartitionLag lag) {
		RequestOutcome<Long> first = this.young.getOrDefault(partition, NOT_ASKED);
		if (first.isFailed() || lag.lag().isEmpty()) {
			return Optional.empty();
		}
		// Kafka answers -1 when every record is older.
		long end = (first.get() < 0) ? Long.MAX_VALUE : first.get();
		return Optional.of(lag.lag().getAsLong() > 0 && lag.position().getAsLong() < end);
	}

	OptionalLong start(TopicPartition partition) {
		return optional(this.starts.getOrDefault(partition, NOT_ASKED));
	}

	private RequestOutcome<Long> end(TopicPartition partition, IsolationLevel isolation) {
		return this.ends.getOrDefault(isolation, Map.of()).getOrDefault(partition, NOT_ASKED);
	}

	private static OptionalLong optional(RequestOutcome<Long> offset) {
		// Kafka answers -1 to a look-up by time when every record is older.
		return (offset.isFailed() || offset.get() < 0) ? OptionalLong.empty() : OptionalLong.of(offset.get());
	}

}
