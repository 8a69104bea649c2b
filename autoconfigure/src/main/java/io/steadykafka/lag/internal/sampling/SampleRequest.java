package io.steadykafka.lag.internal.sampling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.lag.internal.group.WatchedGroup;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import org.apache.kafka.common.TopicPartition;

/**
 * What one sample of a cluster is to find out.
 *
 * @param partitions the partitions that this instance owns or monitors and how it reads
 * them, by group; a group that owns none is there with an empty map
 * @param watched the groups that no listener that runs is a member of, by id
 * @param subscribed the topics that listeners that run subscribe to by name, by group
 */
public record SampleRequest(Map<String, Map<TopicPartition, ReadRule>> partitions, Map<String, WatchedGroup> watched,
		Map<String, Set<String>> subscribed) {

	/**
	 * Creates a request.
	 * @param unowned the partitions of each group that nobody owns and that this instance
	 * monitors
	 * @param watched the groups that are of interest also where no listener runs that is
	 * a member of them
	 */
	static SampleRequest of(List<ListenerContainer> listeners, OwnedPartitions owned,
			Map<String, Set<TopicPartition>> unowned, List<WatchedGroup> watched) {
		Map<String, Map<TopicPartition, ReadRule>> partitions = new LinkedHashMap<>();
		Map<String, Set<String>> subscribed = new HashMap<>();
		for (ListenerContainer listener : listeners) {
			ReadRule rule = ReadRule.of(listener.consumerConfig());
			Map<TopicPartition, ReadRule> ofGroup = partitions.computeIfAbsent(listener.group(),
					(group) -> new HashMap<>());
			unowned.getOrDefault(listener.group(), Set.of())
				.forEach((partition) -> ofGroup.putIfAbsent(partition, rule));
			owned.of(listener).forEach((partition) -> ofGroup.put(partition, rule));
			if (listener.container().isRunning()) {
				subscribed.computeIfAbsent(listener.group(), (group) -> new HashSet<>())
					.addAll(listener.subscribedTopics());
			}
		}
		Map<String, WatchedGroup> others = new LinkedHashMap<>();
		watched.stream().filter((group) -> !subscribed.containsKey(group.id())).forEach((group) -> {
			// Of a group whose listeners here do not run, nobody may be a member.
			partitions.remove(group.id());
			others.put(group.id(), group);
		});
		return new SampleRequest(partitions, others, subscribed);
	}

	Set<TopicPartition> own(String group, OwnedPartitions owned) {
		Set<TopicPartition> own = new HashSet<>(this.partitions.getOrDefault(group, Map.of()).keySet());
		own.removeIf((partition) -> !owned.owns(group, partition));
		return own;
	}

}
