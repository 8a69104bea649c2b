package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * Finds the partitions of a listener that are stuck. Not safe for use by several threads.
 */
public final class StuckPartitionDetector {

	private final Duration stuckAfter;

	private final Map<TopicPartition, PartitionStall> stalls = new HashMap<>();

	private final Map<TopicPartition, Long> movedAt = new HashMap<>();

	public StuckPartitionDetector(Duration stuckAfter) {
		this.stuckAfter = stuckAfter;
	}

	/**
	 * Inspect partitions.
	 * @param snapshots the partitions that are known this time
	 * @param owned the partitions that are owned; others are forgotten
	 */
	public void inspect(Map<TopicPartition, PartitionSnapshot> snapshots, Set<TopicPartition> owned, long nanos) {
		this.stalls.keySet().retainAll(owned);
		this.movedAt.keySet().retainAll(owned);
		snapshots.forEach((partition, snapshot) -> {
			PartitionStall before = this.stalls.get(partition);
			if (before != null && before.last().hasMovedUntil(snapshot)) {
				this.movedAt.put(partition, nanos);
			}
			this.stalls.put(partition, PartitionStall.next(before, snapshot, nanos));
		});
	}

	/**
	 * The partitions that are stuck.
	 * @return the partitions, a copy
	 */
	public Set<TopicPartition> stuck() {
		Set<TopicPartition> stuck = new HashSet<>();
		this.stalls.forEach((partition, stall) -> {
			boolean othersMoved = this.movedAt.values().stream().anyMatch((moved) -> moved - stall.since() >= 0);
			if (stall.isStuck(this.stuckAfter, othersMoved)) {
				stuck.add(partition);
			}
		});
		return stuck;
	}

	public void clear() {
		this.stalls.clear();
		this.movedAt.clear();
	}

}
