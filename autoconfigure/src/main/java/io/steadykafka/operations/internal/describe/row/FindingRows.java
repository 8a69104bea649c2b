package io.steadykafka.operations.internal.describe.row;

import java.util.ArrayList;
import java.util.List;

import io.steadykafka.operations.internal.describe.entry.FindingEntry;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.FindingField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.operations.internal.describe.view.LocalFindings;

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
		LocalFindings.of(group.listeners(), this.views).forEach((finding) -> rows.add(of(GroupView.HERE, finding)));
		for (InstanceView other : group.reporting()) {
			other.report().findings().forEach((finding) -> rows.add(of(other.name(), finding)));
		}
		return rows;
	}

	private static Document of(String instance, FindingEntry finding) {
		return new Document().put(FindingField.INSTANCE, instance)
			.put(FindingField.SOURCE, finding.source())
			.name(FindingField.LISTENER, finding.listener())
			.put(FindingField.NAME, finding.name())
			.put(FindingField.SEVERITY, finding.severity())
			.put(FindingField.REASON, finding.reason())
			.put(FindingField.REMEDY, finding.remedy())
			.put(FindingField.SINCE, finding.since(), "settings are checked once, before the listener starts");
	}

}
