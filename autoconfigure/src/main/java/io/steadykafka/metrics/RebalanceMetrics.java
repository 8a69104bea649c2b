package io.steadykafka.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
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
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		List<Meter> meters = new ArrayList<>();
		if (listener.isSubscribed()) {
			for (Kind kind : Kind.values()) {
				meters.add(FunctionCounter
					.builder("steady.kafka.rebalances", this.rebalances, (counts) -> counts.count(listener, kind))
					.description("Rebalances that assigned, revoked or lost partitions of the listener")
					.tags(GROUP, listener.group(), LISTENER, listener.id(), "kind",
							kind.name().toLowerCase(Locale.ROOT))
					.register(registry));
			}
		}
		return meters;
	}

}
