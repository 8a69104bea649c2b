package io.steadykafka.metrics.internal.listener;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.failure.internal.retry.FailureCounts;
import io.steadykafka.listener.internal.ListenerContainer;

/**
 * Binds the meters of failed records, {@link FailureMeter}.
 */
public final class FailureMetrics extends ListenerMeters {

	private final RecordFailures failures;

	public FailureMetrics(RecordFailures failures) {
		this.failures = failures;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		if (!this.failures.handles(listener)) {
			return List.of();
		}
		Tags tags = tags(listener);
		return List.of(counter(FailureMeter.RETRIED, listener, registry, FailureCounts::retried),
				counter(FailureMeter.DEAD_LETTERED, listener, registry, FailureCounts::deadLettered),
				counter(FailureMeter.SKIPPED, listener, registry, FailureCounts::skipped),
				FailureMeter.BLOCKED_PARTITIONS.gauge(registry, tags, () -> this.failures.counts(listener).blocked()),
				FailureMeter.BLOCKED_AGE.gauge(registry, tags,
						() -> this.failures.counts(listener).blockedAge().toMillis() / 1000.0));
	}

	private Meter counter(FailureMeter meter, ListenerContainer listener, MeterRegistry registry,
			ToDoubleFunction<FailureCounts> count) {
		return meter.counter(registry, tags(listener), this.failures,
				(failures) -> count.applyAsDouble(failures.counts(listener)));
	}

}
