package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * The partitions of a listener that may be standing still. Not safe for use by several
 * threads.
 */
public final class StuckPartitions {

	private final Duration wedgeAfter;

	private final Map<TopicPartition, StuckPartition> partitions = new HashMap<>();

	private final Map<TopicPartition, Long> movedAt = new HashMap<>();

	public StuckPartitions(Duration wedgeAfter) {
		this.wedgeAfter = wedgeAfter;
	}

	/**
	 * Look at a sample.
	 * @param sample what can be seen of partitions; of others that are owned it is not
	 * known this time
	 * @param owned the partitions that are owned; others are forgotten
	 */
	public void look(Map<TopicPartition, StuckPartition.Sight> sample, Set<TopicPartition> owned, long nanos) {
		this.partitions.keySet().retainAll(owned);
		this.movedAt.keySet().retainAll(owned);
		sample.forEach((partition, sight) -> {
			StuckPartition before = this.partitions.get(partition);
			if (before != null && before.last().hasMovedUntil(sight)) {
				this.movedAt.put(partition, nanos);
			}
			this.partitions.put(partition, StuckPartition.next(before, sight, nanos));
		});
	}

	/**
	 * The partitions that are wedged.
	 * @return the partitions, a copy
	 */
	public Set<TopicPartition> wedged() {
		Set<TopicPartition> wedged = new HashSet<>();
		this.partitions.forEach((partition, still) -> {
			boolean othersMoved = this.movedAt.values().stream().anyMatch((moved) -> moved - still.since() >= 0);
			if (still.isWedged(this.wedgeAfter, othersMoved)) {
				wedged.add(partition);
			}
		});
		return wedged;
	}

	public void clear() {
		this.partitions.clear();
		this.movedAt.clear();
	}

}
