package io.steadykafka.operations.internal.reset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * An executed reset in messages: what an undo needs. Reading expects anything.
 */
final class ResetDocument {

	private static final String GROUP = "group";

	private static final String AT = "at";

	private static final String BY = "by";

	private static final String PARTITIONS = "partitions";

	private static final int LONGEST_NAME = 249;

	private ResetDocument() {
	}

	/**
	 * Writes a reset, with a list for each partition: number, offset before or
	 * {@code null}, offset after, whether it was done.
	 */
	static Map<String, @Nullable Object> of(OffsetReset reset) {
		Map<String, List<List<@Nullable Object>>> topics = new TreeMap<>();
		for (PartitionReset partition : reset.partitions()) {
			List<@Nullable Object> row = new ArrayList<>();
			row.add((long) partition.partition().partition());
			row.add((partition.before().isPresent()) ? partition.before().getAsLong() : null);
			row.add(partition.after());
			row.add(partition.done());
			topics.computeIfAbsent(partition.partition().topic(), (topic) -> new ArrayList<>()).add(row);
		}
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put(GROUP, reset.group());
		document.put(AT, reset.at().toEpochMilli());
		document.put(BY, reset.by());
		document.put(PARTITIONS, topics);
		return document;
	}

	/**
	 * Reads a reset.
	 * @param now no reset is later: the clock of another host may be wrong
	 * @throws IllegalArgumentException if it is something else
	 */
	static OffsetReset read(String id, Map<String, @Nullable Object> document, Instant now) {
		if (!(document.get(GROUP) instanceof String group) || !(document.get(AT) instanceof Long at)
				|| !(document.get(PARTITIONS) instanceof Map<?, ?> topics)) {
			throw wrong("one of group, at and partitions is missing");
		}
		Map<TopicPartition, PartitionReset> partitions = new TreeMap<>(ResetOperation.ORDER);
		topics.forEach((topic, rows) -> {
			if (!(rows instanceof List<?> list)) {
				throw wrong("topic without partitions");
			}
			list.forEach((row) -> {
				PartitionReset read = partition(topic(topic), row);
				if (partitions.put(read.partition(), read) != null) {
					throw wrong("partition twice");
				}
			});
		});
		if (partitions.values().stream().noneMatch(PartitionReset::done)) {
			throw wrong("nothing done");
		}
		Instant executed = Instant.ofEpochMilli(at);
		return new OffsetReset(id, group, (executed.isAfter(now)) ? now : executed,
				(document.get(BY) instanceof String by) ? PlainText.name(by) : "unknown", true, false,
				List.copyOf(partitions.values()));
	}

	private static String topic(@Nullable Object name) {
		if (name instanceof String topic && !topic.isEmpty() && topic.length() <= LONGEST_NAME
				&& topic.equals(PlainText.of(topic, LONGEST_NAME))) {
			return topic;
		}
		throw wrong("topic");
	}

	private static PartitionReset partition(String topic, @Nullable Object row) {
		if (row instanceof List<?> values && values.size() == 4 && values.get(0) instanceof Long number && number >= 0
				&& number <= Integer.MAX_VALUE && isOffsetOrNone(values.get(1)) && values.get(2) instanceof Long after
				&& after >= 0 && values.get(3) instanceof Boolean done) {
			OptionalLong before = (values.get(1) instanceof Long offset) ? OptionalLong.of(offset)
					: OptionalLong.empty();
			return new PartitionReset(new TopicPartition(topic, number.intValue()), before, after, null, null, null,
					done, null);
		}
		throw wrong("partition");
	}

	private static boolean isOffsetOrNone(@Nullable Object value) {
		return value == null || (value instanceof Long offset && offset >= 0);
	}

	private static IllegalArgumentException wrong(String what) {
		return new IllegalArgumentException("No record of a reset: " + what);
	}

}
