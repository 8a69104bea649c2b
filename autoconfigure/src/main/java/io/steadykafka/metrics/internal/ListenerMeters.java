package io.steadykafka.metrics.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;

/**
 * Registers the meters of each listener in each registry, whichever comes first.
 */
public abstract sealed class ListenerMeters implements MeterBinder, ContainerPreparer
		permits ContainerMetrics, FailureMetrics, RebalanceMetrics, WatchdogMetrics, WorkMetrics {

	private final List<MeterRegistry> registries = new ArrayList<>();

	private final Map<ListenerContainer, List<Meter>> listeners = new LinkedHashMap<>();

	@Override
	public final synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.listeners.forEach((listener, meters) -> meters.addAll(register(listener, registry)));
	}

	@Override
	public final synchronized void prepare(ListenerContainer listener) {
		List<Meter> meters = new ArrayList<>();
		this.registries.forEach((registry) -> meters.addAll(register(listener, registry)));
		this.listeners.put(listener, meters);
	}

	@Override
	public final synchronized void forget(ListenerContainer listener) {
		List<Meter> meters = this.listeners.remove(listener);
		if (meters != null) {
			meters.forEach((meter) -> this.registries.forEach((registry) -> registry.remove(meter)));
		}
	}

	/**
	 * Register the meters of a listener.
	 * @param registry where to register them
	 */
	abstract List<Meter> register(ListenerContainer listener, MeterRegistry registry);

	public static Tags tags(ListenerContainer listener) {
		return Tags.of(MeterTag.GROUP.of(listener.group()), MeterTag.LISTENER.of(listener.id()));
	}

}
