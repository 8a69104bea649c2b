package io.steadykafka.metrics.internal.listener;

import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.metrics.internal.KeyedMeters;
import io.steadykafka.metrics.internal.MeterTag;

/**
 * Registers the meters of each listener in each registry, whichever comes first.
 */
public abstract sealed class ListenerMeters implements MeterBinder, ContainerPreparer
		permits ContainerMetrics, FailureMetrics, RebalanceMetrics, WatchdogMetrics, DeliveryMetrics {

	private final KeyedMeters<ListenerContainer> meters = new KeyedMeters<>(this::register);

	@Override
	public final void bindTo(MeterRegistry registry) {
		this.meters.bindTo(registry);
	}

	@Override
	public final void prepare(ListenerContainer listener) {
		this.meters.add(listener);
	}

	@Override
	public final void forget(ListenerContainer listener) {
		this.meters.remove(listener);
	}

	abstract List<Meter> register(ListenerContainer listener, MeterRegistry registry);

	public static Tags tags(ListenerContainer listener) {
		return Tags.of(MeterTag.GROUP.of(listener.group()), MeterTag.LISTENER.of(listener.id()));
	}

}
