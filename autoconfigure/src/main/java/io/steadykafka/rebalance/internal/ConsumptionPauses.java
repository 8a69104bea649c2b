package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * For how long the consumption of partitions pauses in one rebalance, as far as this
 * instance can know.
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
	 * @param opening whether that was the first sign of the rebalance: it is not known
	 * then when the pause of partitions of other members began
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
		Map<TopicPartition, Duration> pauses = new HashMap<>(this.known);
		pauses.keySet().retainAll(owned);
		return pauses;
	}

}
