package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * How long partitions stand still in one rebalance, as far as it can be known here.
 */
final class ConsumptionPauses {

	private final Instant start;

	private final Map<TopicPartition, Instant> takenAt = new HashMap<>();

	private final Map<TopicPartition, Duration> known = new HashMap<>();

	ConsumptionPauses(Instant start) {
		this.start = start;
	}

	void taken(Collection<TopicPartition> partitions, Instant when) {
		partitions.forEach((partition) -> this.takenAt.put(partition, when));
	}

	/**
	 * Partitions were assigned.
	 * @param when when they were
	 * @param opening whether that was the first that was heard of the rebalance: since
	 * when those that were elsewhere stood still is not known then
	 */
	void assigned(Collection<TopicPartition> partitions, Instant when, boolean opening) {
		partitions.forEach((partition) -> {
			Instant taken = this.takenAt.get(partition);
			if (taken != null || !opening) {
				this.known.put(partition, Duration.between((taken != null) ? taken : this.start, when));
			}
		});
	}

	Map<TopicPartition, Duration> of(Set<TopicPartition> owned) {
		Map<TopicPartition, Duration> still = new HashMap<>(this.known);
		still.keySet().retainAll(owned);
		return still;
	}

}
