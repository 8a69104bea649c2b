package io.steadykafka.operations.internal.describe.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.entry.RebalanceEntry;

/**
 * The rebalances of a group's listeners in this instance.
 */
public final class LocalRebalances {

	private static final Duration WINDOW = Duration.ofHours(1);

	private LocalRebalances() {
	}

	/**
	 * The last ones, the newest first.
	 */
	public static List<RebalanceEntry> recent(GroupView group, RebalanceView view, int most) {
		Set<String> ids = group.listeners().stream().map(ListenerContainer::id).collect(Collectors.toSet());
		return view.recent()
			.get()
			.stream()
			.filter((rebalance) -> ids.contains(rebalance.listener()))
			.limit(most)
			.map(RebalanceEntry::of)
			.toList();
	}

	/**
	 * How many of the last hour disturbed the listener with the most, empty if there is
	 * no listener.
	 */
	public static OptionalLong lastHour(GroupView group, RebalanceView view) {
		Instant from = group.now().minus(WINDOW);
		return group.listeners()
			.stream()
			.mapToLong((listener) -> view.disturbances()
				.apply(listener)
				.stream()
				.filter((when) -> when.isAfter(from))
				.count())
			.max();
	}

}
