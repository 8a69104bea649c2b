package io.steadykafka.operations.internal.describe.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.entry.FindingEntry;

/**
 * What the watchdog and the check of settings found in this instance.
 */
public final class LocalFindings {

	private LocalFindings() {
	}

	public static List<FindingEntry> of(Collection<ListenerContainer> listeners, ListenerViews views) {
		List<FindingEntry> found = new ArrayList<>();
		listeners.forEach((listener) -> views.watchdog()
			.apply(listener)
			.forEach((finding) -> found.add(FindingEntry.of(listener.id(), finding))));
		Set<String> ids = listeners.stream().map(ListenerContainer::id).collect(Collectors.toSet());
		views.lint()
			.get()
			.stream()
			.filter((finding) -> ids.contains(finding.listener()))
			.forEach((finding) -> found.add(FindingEntry.of(finding)));
		return found;
	}

}
