package io.steadykafka.metrics;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.GroupTopic;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.AssignmentListener;
import io.steadykafka.listener.OwnedPartitions;

/**
 * The lag once more, by the names of kafka_exporter, so that dashboards made for it go on
 * working. Of the partitions that {@link LagMetrics} has meters of, so take sums.
 * <ul>
 * <li>{@code kafka.consumergroup.lag} and {@code kafka.consumergroup.current.offset},
 * gauges, tags {@code consumergroup}, {@code topic} and {@code partition}.</li>
 * <li>{@code kafka.consumergroup.lag.sum}, gauge, tags {@code consumergroup} and
 * {@code topic}.</li>
 * <li>{@code kafka.consumergroup.members}, gauge, tag {@code consumergroup}: the same in
 * each instance, so take the maximum.</li>
 * </ul>
 */
public final class ExporterNameMetrics implements MeterBinder, AssignmentListener {

	private static final String CONSUMER_GROUP = "consumergroup";

	private final LagMonitor monitor;

	private final ExportedPartitions exported;

	private final BooleanSupplier byTopic;

	private final TopicIndex index = new TopicIndex();

	private final KeyedMeters<GroupPartition> partitions = new KeyedMeters<>(this::register);

	private final KeyedMeters<GroupTopic> topics = new KeyedMeters<>(this::register);

	private final KeyedMeters<String> groups = new KeyedMeters<>(this::register);

	/**
	 * Create the meters' binder.
	 * @param monitor the samples
	 * @param owned the partitions that this instance owns
	 * @param byTopic whether partitions are not told apart
	 */
	public ExporterNameMetrics(LagMonitor monitor, OwnedPartitions owned, BooleanSupplier byTopic) {
		this.monitor = monitor;
		this.exported = new ExportedPartitions(monitor, owned);
		this.byTopic = byTopic;
		monitor.onSample(this::update);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.partitions.bindTo(registry);
		this.topics.bindTo(registry);
		this.groups.bindTo(registry);
	}

	@Override
	public void onChange(AssignmentChange change) {
		List<GroupPartition> gone = this.exported.gone(change);
		this.index.gone(gone);
		gone.forEach(this.partitions::remove);
	}

	private synchronized void update() {
		this.index.update(this.exported.all());
		this.partitions.retain(this.byTopic.getAsBoolean() ? Set.of() : this.exported.known(),
				this.exported::isExported);
		this.topics.retain(this.index.topics());
		this.groups.retain(this.index.topics().stream().map(GroupTopic::group).collect(Collectors.toSet()));
	}

	private List<Meter> register(GroupPartition partition, MeterRegistry registry) {
		Tags tags = Tags.of(CONSUMER_GROUP, partition.group(), "topic", partition.partition().topic(), "partition",
				String.valueOf(partition.partition().partition()));
		return List.of(
				gauge("lag", "Lag of the group on the partition", registry, tags,
						() -> sum(partition, (lag) -> (lag.lag().isPresent()) ? lag.lag().getAsLong() : Double.NaN)),
				gauge("current.offset", "Committed offset of the group on the partition", registry, tags,
						() -> sum(partition, (lag) -> lag.committed().orElse(-1))));
	}

	private List<Meter> register(GroupTopic topic, MeterRegistry registry) {
		return List.of(gauge("lag.sum", "Lag of the group on the topic", registry,
				Tags.of(CONSUMER_GROUP, topic.group(), "topic", topic.topic()), () -> sum(topic)));
	}

	private List<Meter> register(String group, MeterRegistry registry) {
		return List.of(gauge("members", "Members of the group", registry, Tags.of(CONSUMER_GROUP, group),
				() -> members(group)));
	}

	private double sum(GroupTopic topic) {
		List<GroupPartition> present = this.index.of(topic);
		return present.isEmpty() ? Double.NaN
				: present.stream()
					.mapToDouble((partition) -> sum(partition,
							(lag) -> (lag.lag().isPresent()) ? lag.lag().getAsLong() : Double.NaN))
					.sum();
	}

	private double sum(GroupPartition partition, ToDoubleFunction<PartitionLag> value) {
		List<PartitionReading> readings = this.monitor.readings(partition);
		return readings.isEmpty() ? Double.NaN
				: readings.stream().mapToDouble((reading) -> value.applyAsDouble(reading.lag())).sum();
	}

	private double members(String group) {
		return this.monitor.members(group)
			.map(GroupMembers::members)
			.filter(OptionalInt::isPresent)
			.map((members) -> (double) members.getAsInt())
			.orElse(Double.NaN);
	}

	private static Gauge gauge(String name, String description, MeterRegistry registry, Tags tags,
			Supplier<Number> value) {
		return Gauge.builder("kafka.consumergroup." + name, value)
			.description(description)
			.tags(tags)
			.register(registry);
	}

}
