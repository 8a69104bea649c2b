package io.steadykafka.metrics;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.lag.PartitionReading;

/**
 * The lag of groups that no listener is a member of, by the last good sample. Each
 * instance of an application exports the same numbers: take their maximum, not their sum.
 * <ul>
 * <li>{@code steady.kafka.group.lag}, gauge, records, tags {@code group}, {@code topic}
 * and {@code partition}; absent for a partition whose lag is not known.</li>
 * </ul>
 */
public final class WatchedGroupMetrics implements MeterBinder {

	private final LagMonitor monitor;

	private final KeyedMeters<GroupPartition> partitions = new KeyedMeters<>(this::register);

	/**
	 * Create the meters' binder.
	 * @param monitor the samples
	 */
	public WatchedGroupMetrics(LagMonitor monitor) {
		this.monitor = monitor;
		monitor.onSample(this::update);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.partitions.bindTo(registry);
	}

	private void update() {
		Set<GroupPartition> known = this.monitor.groups()
			.stream()
			.filter(GroupLag::watched)
			.flatMap((group) -> group.partitions()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getValue().lag().isPresent())
				.map((entry) -> new GroupPartition(group.group(), entry.getKey())))
			.collect(Collectors.toSet());
		this.partitions.retain(known);
	}

	private List<Meter> register(GroupPartition partition, MeterRegistry registry) {
		return List.of(Gauge.builder("steady.kafka.group.lag", () -> lag(partition))
			.description("Lag of a group that no listener is a member of")
			.baseUnit("records")
			.tags(ListenerMeters.GROUP, partition.group(), "topic", partition.partition().topic(), "partition",
					String.valueOf(partition.partition().partition()))
			.register(registry));
	}

	private double lag(GroupPartition partition) {
		List<PartitionReading> readings = this.monitor.readings(partition);
		boolean known = !readings.isEmpty() && readings.stream().allMatch((reading) -> reading.lag().lag().isPresent());
		return known ? readings.stream().mapToLong((reading) -> reading.lag().lag().getAsLong()).sum() : Double.NaN;
	}

}
