package io.steadykafka.metrics.internal.lag;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;

/**
 * The exported partitions of each topic, put together once a sample: a scrape must not
 * look through all of them for each series. Safe for use by several threads.
 */
final class TopicIndex {

	private volatile Map<GroupTopic, List<GroupPartition>> topics = Map.of();

	/**
	 * Partitions that were revoked since the last sample.
	 */
	private final Set<GroupPartition> gone = ConcurrentHashMap.newKeySet();

	/**
	 * Take the partitions of a sample in.
	 * @param partitions tells them, without those that were revoked before it is asked
	 */
	void update(Supplier<Set<GroupPartition>> partitions) {
		// Those that are revoked from now on may be among them.
		Set<GroupPartition> before = Set.copyOf(this.gone);
		this.topics = partitions.get()
			.stream()
			.collect(Collectors
				.groupingBy((partition) -> new GroupTopic(partition.group(), partition.partition().topic())));
		this.gone.removeAll(before);
	}

	void gone(Collection<GroupPartition> partitions) {
		this.gone.addAll(partitions);
	}

	Set<GroupTopic> topics() {
		return this.topics.keySet();
	}

	/**
	 * What is known of the partitions of a topic.
	 * @return the readings of those that were not revoked
	 */
	List<PartitionReading> readings(GroupTopic topic, LagMonitor monitor) {
		return this.topics.getOrDefault(topic, List.of())
			.stream()
			.filter((partition) -> !this.gone.contains(partition))
			.flatMap((partition) -> monitor.readings(partition).stream())
			.toList();
	}

	/**
	 * How many partitions of a topic have a lag that is not known.
	 * @return the number of those that were not revoked
	 */
	long unknown(GroupTopic topic, LagMonitor monitor) {
		return readings(topic, monitor).stream()
			.filter((reading) -> !ExportedPartitions.isKnown(reading.lag()))
			.count();
	}

}
