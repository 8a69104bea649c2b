package io.steadykafka.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.containment.Containment;

/**
 * Meter of the starter's own failures.
 * <ul>
 * <li>{@code steady.kafka.contained.failures}, counter of failures, no tags: failures of
 * the starter's own code that were kept away from the application. Anything but 0 is a
 * bug; the first one of each kind is in the log at WARN.</li>
 * </ul>
 */
public final class ContainmentMetrics implements MeterBinder {

	private final Containment containment;

	/**
	 * Create the meter's binder.
	 * @param containment what contains the failures
	 */
	public ContainmentMetrics(Containment containment) {
		this.containment = containment;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("steady.kafka.contained.failures", this.containment, Containment::failures)
			.description("Failures of Steady Kafka's own code that were kept away from the application")
			.register(registry);
	}

}
