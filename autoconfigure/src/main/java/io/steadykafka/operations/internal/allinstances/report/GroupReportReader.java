package io.steadykafka.operations.internal.allinstances.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import io.steadykafka.operations.internal.describe.view.GroupReport;
import io.steadykafka.operations.internal.describe.view.GroupReport.Counts;
import io.steadykafka.operations.internal.describe.view.ReportedPartition;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads what another instance reported of a group. What can't be read is passed over, and
 * what is too much is not read.
 */
public final class GroupReportReader {

	private static final int MOST_ROWS = 100;

	private static final int MOST_MEMBERS = 1_000;

	private static final int LONGEST_MEMBER_ID = 1_000;

	private static final String NO_REASON = "the instance that owns it does not know";

	private GroupReportReader() {
	}

	/**
	 * Reads a report.
	 * @param reportedAt when it arrived
	 */
	public static GroupReport read(@Nullable Object document, Instant reportedAt) {
		ForeignFields fields = ForeignFields.of(document);
		return new GroupReport(partitions(fields, reportedAt), members(fields),
				new Counts(ForeignFields.count(fields.get(ReportFields.BLOCKED)),
						ForeignFields.count(fields.get(ReportFields.RETRYING)),
						ForeignFields.count(fields.get(ReportFields.REBALANCES_LAST_HOUR))),
				rows(fields.list(ReportFields.REBALANCES), RebalanceFormat::read),
				rows(fields.list(ReportFields.FINDINGS), EntryFormat::finding),
				rows(fields.list(ReportFields.HEALTH), EntryFormat::health));
	}

	private static <T> List<T> rows(List<?> documents, Function<@Nullable Object, Optional<T>> read) {
		return documents.stream().limit(MOST_ROWS).flatMap((document) -> read.apply(document).stream()).toList();
	}

	private static Map<String, String> members(ForeignFields fields) {
		Map<String, String> members = new HashMap<>();
		ForeignFields.of(fields.get(ReportFields.MEMBERS)).fields().forEach((listener, ids) -> {
			if (ids instanceof List<?> list) {
				list.stream().limit(MOST_MEMBERS - members.size()).forEach((id) -> {
					if (id instanceof String text && text.length() <= LONGEST_MEMBER_ID) {
						members.put(text, PlainText.message(listener));
					}
				});
			}
		});
		return members;
	}

	private static Map<TopicPartition, ReportedPartition> partitions(ForeignFields fields, Instant reportedAt) {
		List<String> listeners = fields.list(ReportFields.LISTENERS).stream().map(PlainText::message).toList();
		Map<TopicPartition, String> paused = PartitionTexts.read(fields.get(ReportFields.PAUSED));
		Map<TopicPartition, String> why = PartitionTexts.read(fields.get(ReportFields.WHY));
		OptionalLong age = ForeignFields.count(fields.get(ReportFields.AGE));
		Duration old = (age.isPresent()) ? ForeignFields.seconds(age.getAsLong() / 1_000.0) : null;
		Instant sampledAt = (old != null) ? reportedAt.minus(old) : null;
		Map<TopicPartition, ReportedPartition> partitions = new HashMap<>();
		ForeignFields.of(fields.get(ReportFields.PARTITIONS)).fields().forEach((topic, rows) -> {
			if (rows instanceof List<?> list) {
				list.stream().limit(PartitionNumbers.MOST - partitions.size()).forEach((row) -> {
					if (row instanceof List<?> columns && !columns.isEmpty()) {
						PartitionNumbers.partition(topic, columns.get(0))
							.ifPresent((partition) -> partitions.put(partition,
									PartitionRow.read(columns, listeners, paused.getOrDefault(partition, ""),
											why.getOrDefault(partition, NO_REASON), sampledAt)));
					}
				});
			}
		});
		return partitions;
	}

}
