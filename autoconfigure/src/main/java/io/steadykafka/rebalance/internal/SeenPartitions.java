package io.steadykafka.rebalance.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that a listener ever owned here, which shows that others are new. A
 * member knows only its own partitions, so this is certain only where the instance once
 * owned the whole topic.
 */
final class SeenPartitions {

	private final Map<String, NavigableSet<Integer>> topics = new HashMap<>();

	void add(Collection<TopicPartition> partitions) {
		partitions.forEach((partition) -> this.topics.computeIfAbsent(partition.topic(), (topic) -> new TreeSet<>())
			.add(partition.partition()));
	}

	/**
	 * Whether partitions were added to a topic: its partitions were seen without a gap
	 * from the first one on, and all that came have higher numbers.
	 * @param gained what the listener got in a rebalance that took nothing from it
	 */
	boolean haveGrown(Set<TopicPartition> gained) {
		Map<String, NavigableSet<Integer>> came = new HashMap<>();
		gained.forEach((partition) -> came.computeIfAbsent(partition.topic(), (topic) -> new TreeSet<>())
			.add(partition.partition()));
		return came.entrySet().stream().anyMatch((topic) -> {
			NavigableSet<Integer> seen = this.topics.get(topic.getKey());
			return seen != null && seen.last() == seen.size() - 1 && topic.getValue().first() > seen.last();
		});
	}

}
