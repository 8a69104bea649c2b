package io.steadykafka.operations.internal.allinstances.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import org.jspecify.annotations.Nullable;

/**
 * Writes the partitions that this instance owns or monitors into the report of a group.
 *
 * @param room the room that is left
 */
record PartitionReportWriter(GroupView group, LagLevels levels, ReportRoom room) {

	private static final String PARTITIONS = "partitions";

	private static final int MOST = 2_000;

	void write(List<PartitionView> partitions, Map<String, @Nullable Object> document) {
		List<String> listeners = this.group.listeners().stream().map(ListenerContainer::id).toList();
		Map<String, List<List<@Nullable Object>>> topics = new LinkedHashMap<>();
		PartitionTexts paused = new PartitionTexts();
		PartitionTexts why = new PartitionTexts();
		int count = 0;
		for (PartitionView view : partitions) {
			List<@Nullable Object> row = PartitionRow.of(view, listeners, this.levels);
			String topic = view.partition().topic();
			if (count >= MOST) {
				this.room.leaveOut(PARTITIONS);
			}
			else if (this.room.take(PARTITIONS, (topics.containsKey(topic)) ? row : Map.of(topic, row))) {
				topics.computeIfAbsent(topic, (key) -> new ArrayList<>()).add(row);
				paused.add(view.partition(), view.paused());
				PartitionReading reading = view.reading();
				why.add(view.partition(), (reading != null) ? reading.outlook().behindUnknownBecause() : "");
				count++;
			}
		}
		if (this.group.sample() != null && this.group.sample().sampledAt() != null) {
			document.put(ReportFields.AGE,
					Math.max(0, Duration.between(this.group.sample().sampledAt(), this.group.now()).toMillis()));
		}
		put(document, ReportFields.PARTITIONS, topics);
		putTexts(document, ReportFields.PAUSED, "texts of pauses", paused.document());
		putTexts(document, ReportFields.WHY, "reasons", why.document());
	}

	private void putTexts(Map<String, @Nullable Object> document, String field, String what, Map<?, ?> texts) {
		if (!texts.isEmpty() && this.room.take(what, texts)) {
			document.put(field, texts);
		}
	}

	private static void put(Map<String, @Nullable Object> document, String field, Map<?, ?> value) {
		if (!value.isEmpty()) {
			document.put(field, value);
		}
	}

}
