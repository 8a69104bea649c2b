package io.steadykafka.metrics.internal;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerState;
import io.steadykafka.listener.internal.state.ContainerStates;

/**
 * Binds the meters of each listener's container, {@link ContainerMeter}.
 */
public final class ContainerMetrics extends ListenerMeters {

	private final OwnedPartitions owned;

	private final ContainerStates states;

	/**
	 * Create the meters' binder.
	 * @param owned the partitions that this instance owns
	 */
	public ContainerMetrics(OwnedPartitions owned, ContainerStates states) {
		this.owned = owned;
		this.states = states;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		List<Meter> meters = new ArrayList<>();
		meters.add(ContainerMeter.ASSIGNED_PARTITIONS.gauge(() -> this.owned.of(listener).size())
			.tags(tags(listener))
			.register(registry));
		for (ContainerState.Kind kind : ContainerState.Kind.values()) {
			meters.add(ContainerMeter.STATE.gauge(() -> (isIn(listener, kind)) ? 1 : 0)
				.tags(tags(listener).and(MeterTag.CONTAINER_STATE.of(kind)))
				.register(registry));
		}
		return meters;
	}

	private boolean isIn(ListenerContainer listener, ContainerState.Kind kind) {
		return this.states.of(listener).kind() == kind;
	}

}
