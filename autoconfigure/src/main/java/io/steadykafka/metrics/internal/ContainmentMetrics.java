package io.steadykafka.metrics.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.listener.internal.Containment;

/**
 * Binds the meter of the starter's own failures, {@link OwnMeter}.
 */
public final class ContainmentMetrics implements MeterBinder {

	private final Containment containment;

	public ContainmentMetrics(Containment containment) {
		this.containment = containment;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		OwnMeter.CONTAINED_FAILURES.counter(registry, Tags.empty(), this.containment, Containment::failures);
	}

}
