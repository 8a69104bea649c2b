package io.steadykafka.lag;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.OwnedPartitions;
import org.apache.kafka.common.TopicPartition;

/**
 * What one sample of a cluster is to find out.
 *
 * @param partitions the partitions that this instance owns and how it reads them, by
 * group; a group that owns none is there with an empty map
 * @param unseenTopics topics that a group's listeners subscribe to by name and of which
 * this instance owns no partition: perhaps they do not exist
 */
record SampleRequest(Map<String, Map<TopicPartition, ReadRule>> partitions, Map<String, Set<String>> unseenTopics) {

	static SampleRequest of(List<ListenerContainer> listeners, OwnedPartitions owned) {
		Map<String, Map<TopicPartition, ReadRule>> partitions = new LinkedHashMap<>();
		Map<String, Set<String>> unseen = new HashMap<>();
		for (ListenerContainer listener : listeners) {
			Set<TopicPartition> ofListener = owned.of(listener);
			ReadRule rule = ReadRule.of(listener.consumerConfig());
			Map<TopicPartition, ReadRule> ofGroup = partitions.computeIfAbsent(listener.group(),
					(group) -> new HashMap<>());
			ofListener.forEach((partition) -> ofGroup.put(partition, rule));
			Set<String> topics = new HashSet<>(listener.subscribedTopics());
			ofListener.forEach((partition) -> topics.remove(partition.topic()));
			unseen.computeIfAbsent(listener.group(), (group) -> new HashSet<>()).addAll(topics);
		}
		return new SampleRequest(partitions, unseen);
	}

	Set<String> allUnseenTopics() {
		Set<String> topics = new HashSet<>();
		this.unseenTopics.values().forEach(topics::addAll);
		return topics;
	}

}
