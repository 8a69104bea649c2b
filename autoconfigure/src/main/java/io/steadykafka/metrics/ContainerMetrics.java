package io.steadykafka.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadykafka.listener.ContainerState;
import io.steadykafka.listener.ContainerStates;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.OwnedPartitions;

/**
 * Meters of each listener's container.
 * <ul>
 * <li>{@code steady.kafka.assigned.partitions}, gauge, partitions, tags {@code group} and
 * {@code listener}: how many partitions the listener's members own in this instance.</li>
 * <li>{@code steady.kafka.listener.state}, gauge without a unit, tags {@code group},
 * {@code listener} and {@code state}: 1 for the state that the container is in, 0 for the
 * others. States are those of {@link ContainerState.Kind} in lower case.</li>
 * </ul>
 */
public final class ContainerMetrics extends ListenerMeters {

	private final OwnedPartitions owned;

	private final ContainerStates states;

	/**
	 * Create the meters' binder.
	 * @param owned the partitions that this instance owns
	 * @param states the states of the containers
	 */
	public ContainerMetrics(OwnedPartitions owned, ContainerStates states) {
		this.owned = owned;
		this.states = states;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		List<Meter> meters = new ArrayList<>();
		meters.add(Gauge.builder("steady.kafka.assigned.partitions", () -> this.owned.of(listener).size())
			.description("Partitions that the listener owns in this instance")
			.baseUnit("partitions")
			.tags(GROUP, listener.group(), LISTENER, listener.id())
			.register(registry));
		for (ContainerState.Kind kind : ContainerState.Kind.values()) {
			meters.add(Gauge.builder("steady.kafka.listener.state", () -> (isIn(listener, kind)) ? 1 : 0)
				.description("1 for the state that the listener's container is in, 0 for the others")
				.tags(GROUP, listener.group(), LISTENER, listener.id(), "state", kind.name().toLowerCase(Locale.ROOT))
				.register(registry));
		}
		return meters;
	}

	private boolean isIn(ListenerContainer listener, ContainerState.Kind kind) {
		return this.states.of(listener).kind() == kind;
	}

}
