package io.steadykafka.operations.internal.channel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Partitions in messages: their numbers by topic, or what is to be said of each by topic
 * and number.
 */
final class PartitionDocument {

	private PartitionDocument() {
	}

	static Map<String, Set<Integer>> of(Set<TopicPartition> partitions) {
		Map<String, Set<Integer>> topics = new TreeMap<>();
		partitions.forEach((partition) -> topics.computeIfAbsent(partition.topic(), (topic) -> new TreeSet<>())
			.add(partition.partition()));
		return topics;
	}

	static <V> Map<String, Map<Integer, V>> of(Map<TopicPartition, V> values) {
		Map<String, Map<Integer, V>> topics = new TreeMap<>();
		values.forEach((partition, value) -> topics.computeIfAbsent(partition.topic(), (topic) -> new TreeMap<>())
			.put(partition.partition(), value));
		return topics;
	}

	/**
	 * Reads partitions.
	 * @throws IllegalArgumentException if it is something else
	 */
	static Set<TopicPartition> set(@Nullable Object document) {
		Set<TopicPartition> partitions = new HashSet<>();
		object(document).forEach((topic, numbers) -> {
			if (!(numbers instanceof List<?> list)) {
				throw wrong();
			}
			list.forEach((number) -> partitions.add(partition(topic, String.valueOf(number))));
		});
		return partitions;
	}

	/**
	 * Reads what is said of partitions.
	 * @throws IllegalArgumentException if it is something else
	 */
	static <V> Map<TopicPartition, V> map(@Nullable Object document, Class<V> type) {
		Map<TopicPartition, V> partitions = new HashMap<>();
		object(document).forEach((topic, values) -> object(values).forEach((number, value) -> {
			if (!type.isInstance(value)) {
				throw wrong();
			}
			partitions.put(partition(topic, String.valueOf(number)), type.cast(value));
		}));
		return partitions;
	}

	private static Map<?, ?> object(@Nullable Object document) {
		if (document instanceof Map<?, ?> object) {
			return object;
		}
		throw wrong();
	}

	private static TopicPartition partition(Object topic, String number) {
		if (!number.matches("\\d{1,9}")) {
			throw wrong();
		}
		return new TopicPartition(PlainText.message(topic), Integer.parseInt(number));
	}

	private static IllegalArgumentException wrong() {
		return new IllegalArgumentException("Partitions are not given by topic");
	}

}
