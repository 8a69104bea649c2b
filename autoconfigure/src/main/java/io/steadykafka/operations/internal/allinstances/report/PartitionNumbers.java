package io.steadykafka.operations.internal.allinstances.report;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Partitions in reports: their numbers by topic.
 */
final class PartitionNumbers {

	/**
	 * More than an instance can own, to bound what is read.
	 */
	static final int MOST = 20_000;

	private static final int LARGEST = 1_000_000;

	private static final Pattern TOPIC = Pattern.compile("[\\w.-]{1,249}");

	private PartitionNumbers() {
	}

	static Map<String, Set<Integer>> of(Set<TopicPartition> partitions) {
		Map<String, Set<Integer>> topics = new TreeMap<>();
		partitions.forEach((partition) -> topics.computeIfAbsent(partition.topic(), (topic) -> new TreeSet<>())
			.add(partition.partition()));
		return topics;
	}

	static Set<TopicPartition> read(@Nullable Object document) {
		Set<TopicPartition> partitions = new HashSet<>();
		ForeignFields.of(document).fields().forEach((topic, numbers) -> {
			if (numbers instanceof List<?> list) {
				list.stream()
					.limit(MOST - partitions.size())
					.forEach((number) -> partition(topic, number).ifPresent(partitions::add));
			}
		});
		return partitions;
	}

	/**
	 * A partition, empty if there can be none like that.
	 */
	static Optional<TopicPartition> partition(Object topic, @Nullable Object number) {
		long partition = ForeignFields.count(number).orElse(Long.MAX_VALUE);
		return (topic instanceof String name && TOPIC.matcher(name).matches() && partition <= LARGEST)
				? Optional.of(new TopicPartition(name, (int) partition)) : Optional.empty();
	}

}
