package io.steadykafka.operations.internal.describe.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.steadykafka.operations.internal.describe.entry.HealthEntry;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.Field;
import io.steadykafka.operations.internal.describe.field.HealthField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.HealthView;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.LocalHealth;

/**
 * Describes what the health indicators say of a group and its listeners.
 */
final class HealthRows {

	private static final String NONE = "there are no health indicators: they are switched off, or Spring Boot's "
			+ "health module is missing";

	private final HealthView view;

	HealthRows(HealthView view) {
		this.view = view;
	}

	void put(GroupView group, Document document, Field field) {
		Optional<List<HealthEntry>> here = LocalHealth.of(group, this.view);
		List<Document> rows = new ArrayList<>();
		here.ifPresent((entries) -> entries.forEach((entry) -> rows.add(of(GroupView.HERE, entry))));
		for (InstanceView other : group.reporting()) {
			other.report().health().forEach((entry) -> rows.add(of(other.name(), entry)));
		}
		document.put(field, (here.isEmpty() && rows.isEmpty()) ? null : rows, NONE);
	}

	private static Document of(String instance, HealthEntry entry) {
		return new Document().put(HealthField.INSTANCE, instance)
			.put(HealthField.INDICATOR, entry.indicator())
			.name(HealthField.LISTENER, entry.listener())
			.put(HealthField.STATUS, entry.status(), "the listener is not protected: reason says why")
			.put(HealthField.SINCE, entry.since(), "it has not changed")
			.put(HealthField.REASON, entry.reason())
			.put(HealthField.REMEDY, entry.remedy())
			.put(HealthField.WAITS, entry.waits());
	}

}
