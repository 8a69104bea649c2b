package io.steadykafka.operations.internal.describe.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.operations.internal.describe.entry.HealthEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the health indicators of this instance say of a group and its listeners.
 */
public final class LocalHealth {

	private LocalHealth() {
	}

	/**
	 * What they say, empty if there are none.
	 */
	public static Optional<List<HealthEntry>> of(GroupView group, HealthView view) {
		Map<String, Map<String, Object>> indicators = view.details();
		List<HealthEntry> entries = new ArrayList<>();
		indicators.forEach((name, details) -> {
			Map<?, ?> listeners = map(details.get("listeners"));
			group.listeners().forEach((listener) -> add(entries, name, listener.id(), listeners.get(listener.id())));
			group.share().forEach((listener) -> add(entries, name, listener.id(), listeners.get(listener.id())));
			Map<?, ?> groups = map(details.get("groups"));
			Object onCluster = groups.get(group.name() + " on " + group.servers());
			add(entries, name, "", (onCluster != null) ? onCluster : groups.get(group.name()));
		});
		return (indicators.isEmpty()) ? Optional.empty() : Optional.of(entries);
	}

	private static Map<?, ?> map(@Nullable Object value) {
		return (value instanceof Map<?, ?> map) ? map : Map.of();
	}

	private static void add(List<HealthEntry> entries, String indicator, String listener, @Nullable Object details) {
		if (details instanceof Map<?, ?> known) {
			entries.add(new HealthEntry(indicator, listener, text(known.get("status")), text(known.get("since")),
					text(known, "reason", "notProtected"), text(known, "remedy", "notProtectedRemedy"),
					text(known, "waits", "waits")));
		}
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	private static String text(Map<?, ?> details, String key, String otherwise) {
		Object value = (details.get(key) != null) ? details.get(key) : details.get(otherwise);
		return (value != null) ? value.toString() : "";
	}

}
