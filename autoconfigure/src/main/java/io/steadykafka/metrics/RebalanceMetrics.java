package io.steadykafka.metrics;

import java.util.Locale;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadykafka.listener.AssignmentChange.Kind;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.rebalance.Rebalances;

/**
 * Meters of rebalances.
 * <ul>
 * <li>{@code steady.kafka.rebalances}, counter of rebalances, tags {@code group},
 * {@code listener} and {@code kind} ({@code assigned}, {@code revoked}, {@code lost}): as
 * {@link Rebalances} counts them. Absent for a listener that names its partitions
 * itself.</li>
 * </ul>
 */
public final class RebalanceMetrics extends ListenerMeters {

	private final Rebalances rebalances;

	/**
	 * Create the meters' binder.
	 * @param rebalances the counts
	 */
	public RebalanceMetrics(Rebalances rebalances) {
		this.rebalances = rebalances;
	}

	@Override
	void register(ListenerContainer listener, MeterRegistry registry) {
		if (!listener.isSubscribed()) {
			return;
		}
		for (Kind kind : Kind.values()) {
			FunctionCounter
				.builder("steady.kafka.rebalances", this.rebalances, (counts) -> counts.count(listener, kind))
				.description("Rebalances that assigned, revoked or lost partitions of the listener")
				.tags(GROUP, listener.group(), LISTENER, listener.id(), "kind", kind.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
	}

}
