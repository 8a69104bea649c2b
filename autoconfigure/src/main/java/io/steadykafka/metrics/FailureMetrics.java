package io.steadykafka.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadykafka.failure.FailureCounts;
import io.steadykafka.failure.Failures;
import io.steadykafka.listener.ListenerContainer;

/**
 * Binds the meters of failed records, {@link FailureMeter}.
 */
public final class FailureMetrics extends ListenerMeters {

	private final Failures failures;

	/**
	 * Create the meters' binder.
	 * @param failures the failures
	 */
	public FailureMetrics(Failures failures) {
		this.failures = failures;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		if (!this.failures.handlesFailures(listener)) {
			return List.of();
		}
		return List.of(counter(FailureMeter.RETRIED, listener, FailureCounts::retried).register(registry),
				counter(FailureMeter.DEAD_LETTERED, listener, FailureCounts::deadLettered).register(registry),
				counter(FailureMeter.SKIPPED, listener, FailureCounts::skipped).register(registry),
				FailureMeter.BLOCKED_PARTITIONS.gauge(() -> this.failures.counts(listener).blocked())
					.tags(tags(listener))
					.register(registry),
				FailureMeter.BLOCKED_AGE.gauge(() -> this.failures.counts(listener).blockedAge().toMillis() / 1000.0)
					.tags(tags(listener))
					.register(registry));
	}

	private FunctionCounter.Builder<Failures> counter(FailureMeter meter, ListenerContainer listener,
			ToDoubleFunction<FailureCounts> count) {
		return meter.counter(this.failures, (failures) -> count.applyAsDouble(failures.counts(listener)))
			.tags(tags(listener));
	}

}
