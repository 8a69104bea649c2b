package io.steadykafka.metrics.internal;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.failure.internal.retry.FailureCounts;
import io.steadykafka.listener.internal.ListenerContainer;

/**
 * Binds the meters of failed records, {@link FailureMeter}.
 */
public final class FailureMetrics extends ListenerMeters {

	private final RecordFailures failures;

	/**
	 * Create the meters' binder.
	 */
	public FailureMetrics(RecordFailures failures) {
		this.failures = failures;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		if (!this.failures.handles(listener)) {
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

	private FunctionCounter.Builder<RecordFailures> counter(FailureMeter meter, ListenerContainer listener,
			ToDoubleFunction<FailureCounts> count) {
		return meter.counter(this.failures, (failures) -> count.applyAsDouble(failures.counts(listener)))
			.tags(tags(listener));
	}

}
