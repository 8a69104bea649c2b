package io.steadykafka.operations.internal.member;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that operations hold, by operation. Safe for use by several threads.
 */
public final class PartitionHolds {

	private final Map<String, GroupHold> operations = new ConcurrentHashMap<>();

	/**
	 * Begin to hold partitions.
	 * @return each of them that no other operation holds
	 */
	synchronized Map<TopicPartition, PartitionHold> begin(String operation, String group,
			Collection<TopicPartition> partitions) {
		Set<TopicPartition> taken = held(group);
		Map<TopicPartition, PartitionHold> holds = new HashMap<>();
		partitions.stream()
			.filter((partition) -> !taken.contains(partition))
			.forEach((partition) -> holds.put(partition, new PartitionHold(partition)));
		this.operations.put(operation, new GroupHold(group, Map.copyOf(holds)));
		return holds;
	}

	/**
	 * What an operation holds, empty if it holds nothing.
	 */
	Map<TopicPartition, PartitionHold> of(String operation) {
		GroupHold present = this.operations.get(operation);
		return (present != null) ? present.partitions : Map.of();
	}

	synchronized void release(String operation) {
		of(operation).values().forEach(PartitionHold::release);
		clean();
	}

	/**
	 * What members of a group have to look after.
	 */
	Map<TopicPartition, PartitionHold> ofGroup(String group) {
		// Each poll asks.
		return (this.operations.isEmpty()) ? Map.of() : notOver(group);
	}

	private synchronized Map<TopicPartition, PartitionHold> notOver(String group) {
		clean();
		Map<TopicPartition, PartitionHold> holds = new HashMap<>();
		this.operations.values()
			.stream()
			.filter((hold) -> hold.group.equals(group))
			.forEach((hold) -> hold.partitions.forEach((partition, each) -> {
				if (!each.isOver()) {
					holds.put(partition, each);
				}
			}));
		return holds;
	}

	/**
	 * The partitions of a group that are held.
	 */
	public Set<TopicPartition> held(String group) {
		return new HashSet<>(ofGroup(group).keySet());
	}

	/**
	 * A member ended.
	 */
	synchronized void ended(Object member) {
		this.operations.values().forEach((hold) -> hold.partitions.values().forEach((each) -> each.ended(member)));
		clean();
	}

	/**
	 * Forget what is over. A move that waits for its answer is not.
	 */
	private void clean() {
		this.operations.values().removeIf((hold) -> hold.partitions.values().stream().allMatch(PartitionHold::isOver));
	}

	private record GroupHold(String group, Map<TopicPartition, PartitionHold> partitions) {

	}

}
