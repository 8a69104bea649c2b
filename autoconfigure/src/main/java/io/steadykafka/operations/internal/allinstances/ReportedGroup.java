package io.steadykafka.operations.internal.allinstances;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.operations.internal.allinstances.report.GroupReportReader;
import io.steadykafka.operations.internal.channel.RemoteReport;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.text.PlainText;

/**
 * Reads what an instance reported of one group.
 */
final class ReportedGroup {

	private static final int MOST_LEFT_OUT = 20;

	private ReportedGroup() {
	}

	/**
	 * What it reported, empty if it has no listener of the group.
	 */
	static Optional<InstanceView> of(RemoteReport report, String group, Supplier<List<FailedRecord>> failing) {
		List<String> listeners = new ArrayList<>();
		List<String> paused = new ArrayList<>();
		if (report.body().get(ListenerReport.LISTENERS) instanceof Map<?, ?> all) {
			all.forEach((id, described) -> {
				if (described instanceof Map<?, ?> fields && group.equals(fields.get("group"))) {
					listeners.add(PlainText.message(id) + ": " + PlainText.message(fields.get("state")));
					if (fields.get("paused") instanceof List<?> pauses) {
						pauses.forEach((pause) -> paused.add(PlainText.message(id) + ": " + PlainText.message(pause)));
					}
				}
			});
		}
		if (listeners.isEmpty()) {
			return Optional.empty();
		}
		Object details = (report.body().get(ListenerReport.GROUPS) instanceof Map<?, ?> groups) ? groups.get(group)
				: null;
		return Optional.of(new InstanceView(report.id(), report.name(), report.receivedAt(), report.stale(), listeners,
				paused, failing.get().stream().filter((record) -> record.group().equals(group)).toList(),
				GroupReportReader.read(details, report.receivedAt()), leftOut(report)));
	}

	private static List<String> leftOut(RemoteReport report) {
		return (report.body().get(ListenerReport.LEFT_OUT) instanceof List<?> leftOut)
				? leftOut.stream().limit(MOST_LEFT_OUT).map(PlainText::message).toList() : List.of();
	}

}
