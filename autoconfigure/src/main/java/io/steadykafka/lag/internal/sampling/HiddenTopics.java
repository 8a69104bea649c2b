package io.steadykafka.lag.internal.sampling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

/**
 * Topics of groups that are only watched, that the group has or should have, and of which
 * the brokers report no committed offset. They silently leave out what the user may not
 * DESCRIBE: the lag would be too small, and nobody would know.
 */
record HiddenTopics(Map<String, Set<String>> byGroup) {

	/**
	 * Finds them.
	 * @param request what is asked for; topics that are watched by name are expected
	 * @param told the partitions of each group of which the brokers reported an offset
	 * @param known topics that a group is known to have: it had them in the last sample,
	 * or its members do
	 */
	static HiddenTopics of(SampleRequest request, Map<String, Map<TopicPartition, ReadRule>> told,
			Map<String, Set<String>> known) {
		Map<String, Set<String>> hidden = new HashMap<>();
		request.watched().forEach((id, group) -> {
			Set<String> expected = new HashSet<>(group.named());
			known.getOrDefault(id, Set.of()).stream().filter(group::includes).forEach(expected::add);
			told.getOrDefault(id, Map.of()).keySet().forEach((partition) -> expected.remove(partition.topic()));
			hidden.put(id, expected);
		});
		return new HiddenTopics(hidden);
	}

	Set<String> all() {
		return this.byGroup.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
	}

	/**
	 * Adds the topics that the user may not see: their lag will be unknown, with the
	 * reason. The first partition stands for all, as their number is not known.
	 */
	void addTo(Map<String, Map<TopicPartition, ReadRule>> rules, KnownTopics topics) {
		this.byGroup.forEach((group, ofGroup) -> ofGroup.stream()
			.filter(topics::isRefused)
			.forEach((topic) -> rules.computeIfAbsent(group, (key) -> new HashMap<>())
				.put(new TopicPartition(topic, 0), ReadRule.KAFKA_DEFAULT)));
	}

}
