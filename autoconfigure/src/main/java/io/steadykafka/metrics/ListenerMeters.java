package io.steadykafka.metrics;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.listener.ContainerPreparer;
import io.steadykafka.listener.ListenerContainer;

/**
 * Registers the meters of each listener in each registry, whichever comes first.
 */
abstract sealed class ListenerMeters implements MeterBinder, ContainerPreparer
		permits ContainerMetrics, RebalanceMetrics {

	static final String GROUP = "group";

	static final String LISTENER = "listener";

	private final List<MeterRegistry> registries = new ArrayList<>();

	private final List<ListenerContainer> listeners = new ArrayList<>();

	@Override
	public final synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.listeners.forEach((listener) -> register(listener, registry));
	}

	@Override
	public final synchronized void prepare(ListenerContainer listener) {
		this.listeners.add(listener);
		this.registries.forEach((registry) -> register(listener, registry));
	}

	abstract void register(ListenerContainer listener, MeterRegistry registry);

}
