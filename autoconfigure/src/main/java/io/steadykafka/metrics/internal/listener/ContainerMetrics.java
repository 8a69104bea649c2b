package io.steadykafka.metrics.internal.listener;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerState;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.metrics.internal.MeterTag;

/**
 * Binds the meters of each listener's container, {@link ContainerMeter}.
 */
public final class ContainerMetrics extends ListenerMeters {

	private final OwnedPartitions owned;

	private final ContainerStates states;

	public ContainerMetrics(OwnedPartitions owned, ContainerStates states) {
		this.owned = owned;
		this.states = states;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		List<Meter> meters = new ArrayList<>();
		meters.add(ContainerMeter.ASSIGNED_PARTITIONS.gauge(registry, tags(listener),
				() -> this.owned.of(listener).size()));
		for (ContainerState.Kind kind : ContainerState.Kind.values()) {
			meters.add(ContainerMeter.STATE.gauge(registry, tags(listener).and(MeterTag.CONTAINER_STATE.of(kind)),
					() -> (this.states.of(listener).kind() == kind) ? 1 : 0));
		}
		return meters;
	}

}
