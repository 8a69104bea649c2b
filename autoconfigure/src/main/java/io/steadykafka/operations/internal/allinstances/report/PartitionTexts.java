package io.steadykafka.operations.internal.allinstances.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Texts of partitions in reports: each once, with the partitions that it is of, as most
 * have the same.
 */
final class PartitionTexts {

	private static final int MOST = 20;

	private final Map<String, Map<String, Set<Integer>>> texts = new LinkedHashMap<>();

	/**
	 * Adds a text, unless it is empty.
	 */
	void add(TopicPartition partition, String text) {
		String printable = PlainText.message(text);
		if (!text.isEmpty() && (this.texts.size() < MOST || this.texts.containsKey(printable))) {
			this.texts.computeIfAbsent(printable, (key) -> new LinkedHashMap<>())
				.computeIfAbsent(partition.topic(), (key) -> new TreeSet<>())
				.add(partition.partition());
		}
	}

	Map<String, Map<String, Set<Integer>>> document() {
		return this.texts;
	}

	static Map<TopicPartition, String> read(@Nullable Object document) {
		Map<TopicPartition, String> texts = new HashMap<>();
		ForeignFields.of(document)
			.fields()
			.entrySet()
			.stream()
			.limit(MOST)
			.forEach((entry) -> PartitionNumbers.read(entry.getValue())
				.forEach((partition) -> texts.put(partition, PlainText.message(entry.getKey()))));
		return texts;
	}

}
