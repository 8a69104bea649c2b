package io.steadykafka.operations.internal.describe.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.lint.internal.Finding;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.FindingField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;

/**
 * Describes what the watchdog and the check of settings found of a group's listeners.
 */
final class FindingRows {

	private final ListenerViews views;

	FindingRows(ListenerViews views) {
		this.views = views;
	}

	List<Document> of(GroupView group) {
		List<Document> rows = new ArrayList<>();
		group.listeners()
			.forEach((listener) -> this.views.watchdog()
				.apply(listener)
				.forEach((finding) -> rows.add(of(listener, finding))));
		Set<String> ids = group.listeners().stream().map(ListenerContainer::id).collect(Collectors.toSet());
		this.views.lint()
			.get()
			.stream()
			.filter((finding) -> ids.contains(finding.listener()))
			.forEach((finding) -> rows.add(of(finding)));
		return rows;
	}

	private static Document of(ListenerContainer listener, WatchFinding finding) {
		return new Document().put(FindingField.SOURCE, "watchdog")
			.name(FindingField.LISTENER, listener.id())
			.put(FindingField.NAME, finding.state())
			.put(FindingField.SEVERITY, finding.severity())
			.put(FindingField.REASON, finding.reason())
			.put(FindingField.REMEDY, finding.remedy())
			.put(FindingField.SINCE, finding.since());
	}

	private static Document of(Finding finding) {
		return new Document().put(FindingField.SOURCE, "lint")
			.name(FindingField.LISTENER, finding.listener())
			.put(FindingField.NAME, finding.name())
			.put(FindingField.SEVERITY, finding.severity())
			.put(FindingField.REASON, finding.problem())
			.put(FindingField.REMEDY, finding.remedy())
			.unknown(FindingField.SINCE, "settings are checked once, before the listener starts");
	}

}
