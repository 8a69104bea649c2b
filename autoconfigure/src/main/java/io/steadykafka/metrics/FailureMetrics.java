package io.steadykafka.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.steadykafka.failure.FailureCounts;
import io.steadykafka.failure.Failures;
import io.steadykafka.listener.ListenerContainer;

/**
 * Meters of failed records, with the tags {@code group} and {@code listener}.
 * <ul>
 * <li>{@code steady.kafka.records.retried}, counter of attempts after the first one that
 * failed again.</li>
 * <li>{@code steady.kafka.records.dead.lettered}, counter of records that were published
 * to a dead-letter topic and passed after that.</li>
 * <li>{@code steady.kafka.records.skipped}, counter of records that a person
 * skipped.</li>
 * <li>{@code steady.kafka.blocked.partitions}, gauge, partitions: those that stand still
 * on a record that used up its attempts.</li>
 * <li>{@code steady.kafka.blocked.age}, gauge, seconds: how long the longest of these has
 * been standing still, 0 if there is none.</li>
 * </ul>
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
		return List.of(
				counter("steady.kafka.records.retried", "Attempts after the first one that failed again", listener,
						FailureCounts::retried)
					.register(registry),
				counter("steady.kafka.records.dead.lettered", "Records that were published to a dead-letter topic",
						listener, FailureCounts::deadLettered)
					.register(registry),
				counter("steady.kafka.records.skipped", "Records that a person skipped", listener,
						FailureCounts::skipped)
					.register(registry),
				Gauge.builder("steady.kafka.blocked.partitions", () -> this.failures.counts(listener).blocked())
					.description("Partitions that stand still on a record that used up its attempts")
					.baseUnit("partitions")
					.tags(GROUP, listener.group(), LISTENER, listener.id())
					.register(registry),
				TimeGauge
					.builder("steady.kafka.blocked.age", () -> this.failures.counts(listener).blockedAge().toMillis(),
							TimeUnit.MILLISECONDS)
					.description("How long the longest blocked partition has been standing still")
					.tags(GROUP, listener.group(), LISTENER, listener.id())
					.register(registry));
	}

	private FunctionCounter.Builder<Failures> counter(String name, String description, ListenerContainer listener,
			ToDoubleFunction<FailureCounts> count) {
		return FunctionCounter
			.builder(name, this.failures, (failures) -> count.applyAsDouble(failures.counts(listener)))
			.description(description)
			.tags(GROUP, listener.group(), LISTENER, listener.id());
	}

}
