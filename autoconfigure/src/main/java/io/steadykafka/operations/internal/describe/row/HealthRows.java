package io.steadykafka.operations.internal.describe.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.Field;
import io.steadykafka.operations.internal.describe.field.HealthField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.HealthView;
import org.jspecify.annotations.Nullable;

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
		Map<String, Map<String, Object>> indicators = this.view.details();
		List<Document> rows = new ArrayList<>();
		indicators.forEach((name, details) -> {
			Map<?, ?> listeners = map(details.get("listeners"));
			group.listeners().forEach((listener) -> add(rows, name, listener.id(), listeners.get(listener.id())));
			group.share().forEach((listener) -> add(rows, name, listener.id(), listeners.get(listener.id())));
			Map<?, ?> groups = map(details.get("groups"));
			Object onCluster = groups.get(group.name() + " on " + group.servers());
			add(rows, name, "", (onCluster != null) ? onCluster : groups.get(group.name()));
		});
		document.put(field, (indicators.isEmpty()) ? null : rows, NONE);
	}

	private static Map<?, ?> map(@Nullable Object value) {
		return (value instanceof Map<?, ?> map) ? map : Map.of();
	}

	private static void add(List<Document> rows, String indicator, String listener, @Nullable Object details) {
		if (details instanceof Map<?, ?> known) {
			rows.add(new Document().put(HealthField.INDICATOR, indicator)
				.name(HealthField.LISTENER, listener)
				.put(HealthField.STATUS, known.get("status"), "the listener is not protected: reason says why")
				.put(HealthField.SINCE, known.get("since"), "it has not changed")
				.put(HealthField.REASON, text(known, "reason", "notProtected"))
				.put(HealthField.REMEDY, text(known, "remedy", "notProtectedRemedy"))
				.put(HealthField.WAITS, text(known, "waits", "waits")));
		}
	}

	private static Object text(Map<?, ?> details, String key, String otherwise) {
		Object value = (details.get(key) != null) ? details.get(key) : details.get(otherwise);
		return (value != null) ? value : "";
	}

}
