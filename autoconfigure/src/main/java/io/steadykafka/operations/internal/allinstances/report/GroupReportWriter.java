package io.steadykafka.operations.internal.allinstances.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.GroupViews;
import io.steadykafka.operations.internal.describe.view.HealthView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.operations.internal.describe.view.LocalFindings;
import io.steadykafka.operations.internal.describe.view.LocalHealth;
import io.steadykafka.operations.internal.describe.view.LocalRebalances;
import org.jspecify.annotations.Nullable;

/**
 * Writes what there is to say of a group, except for its partitions.
 *
 * @param health what the indicators say now
 * @param room the room that is left
 */
record GroupReportWriter(ListenerViews listeners, GroupViews groups, HealthView health, ReportRoom room) {

	private static final int MOST_REBALANCES = 5;

	private static final int MOST_ROWS = 50;

	Map<String, @Nullable Object> of(GroupView group) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		List<String> ids = group.listeners().stream().map(ListenerContainer::id).toList();
		put(document, ReportFields.LISTENERS, "lists of listeners", ids);
		Map<String, List<String>> members = new LinkedHashMap<>();
		group.listeners().forEach((listener) -> members.put(listener.id(), this.listeners.members().of(listener)));
		put(document, ReportFields.MEMBERS, "lists of members", members);
		count(group, document);
		this.groups.rebalances()
			.ifPresent((rebalances) -> LocalRebalances.lastHour(group, rebalances)
				.ifPresent((count) -> document.put(ReportFields.REBALANCES_LAST_HOUR, count)));
		add(document, ReportFields.FINDINGS, "findings",
				LocalFindings.of(group.listeners(), this.listeners).stream().map(EntryFormat::of).toList());
		add(document, ReportFields.HEALTH, "rows of health",
				LocalHealth.of(group, this.health)
					.orElse(List.of())
					.stream()
					.filter((entry) -> !entry.isFine())
					.map(EntryFormat::of)
					.toList());
		this.groups.rebalances()
			.ifPresent((rebalances) -> add(document, ReportFields.REBALANCES, "rebalances",
					LocalRebalances.recent(group, rebalances, MOST_REBALANCES)
						.stream()
						.map(RebalanceFormat::of)
						.toList()));
		return document;
	}

	private void count(GroupView group, Map<String, @Nullable Object> document) {
		List<FailedRecord> failing = new ArrayList<>();
		for (ListenerContainer listener : group.listeners()) {
			Optional<List<FailedRecord>> handled = this.listeners.failing().apply(listener);
			if (handled.isEmpty()) {
				return;
			}
			failing.addAll(handled.get());
		}
		long blocked = failing.stream().filter(FailedRecord::isBlocked).count();
		document.put(ReportFields.BLOCKED, blocked);
		document.put(ReportFields.RETRYING, failing.size() - blocked);
	}

	private void put(Map<String, @Nullable Object> document, String field, String what, Object value) {
		if (this.room.take(what, value)) {
			document.put(field, value);
		}
	}

	private void add(Map<String, @Nullable Object> document, String field, String what,
			List<Map<String, @Nullable Object>> rows) {
		List<Map<String, @Nullable Object>> fitting = new ArrayList<>();
		for (Map<String, @Nullable Object> row : rows) {
			if (fitting.size() >= MOST_ROWS) {
				this.room.leaveOut(what);
			}
			else if (this.room.take(what, row)) {
				fitting.add(row);
			}
		}
		if (!fitting.isEmpty()) {
			document.put(field, fitting);
		}
	}

}
