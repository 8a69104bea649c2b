package io.steadykafka.metrics.internal.lag;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.metrics.internal.KeyedMeters;
import io.steadykafka.metrics.internal.MeterTag;

/**
 * The lag once more, by the names of kafka_exporter, so that dashboards made for it go on
 * working. Of the partitions that {@link LagMetrics} has meters of, so take sums.
 * {@link ExporterMeter} has the list.
 */
public final class ExporterNameMetrics implements MeterBinder, AssignmentListener {

	private final LagMonitor monitor;

	private final ExportedPartitions exported;

	private final BooleanSupplier byTopic;

	private final TopicIndex index = new TopicIndex();

	private final KeyedMeters<GroupPartition> partitions = new KeyedMeters<>(this::register);

	private final KeyedMeters<GroupTopic> topics = new KeyedMeters<>(this::register);

	private final KeyedMeters<String> groups = new KeyedMeters<>(this::register);

	/**
	 * Create the meters' binder.
	 * @param byTopic whether lag is exported by topic
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
		this.index.update(this.exported::all);
		this.partitions.retain(this.byTopic.getAsBoolean() ? Set.of() : this.exported.known(),
				this.exported::isExported);
		this.topics.retain(this.index.topics());
		this.groups.retain(this.index.topics().stream().map(GroupTopic::group).collect(Collectors.toSet()));
	}

	private List<Meter> register(GroupPartition partition, MeterRegistry registry) {
		Tags tags = tags(new GroupTopic(partition.group(), partition.partition().topic()))
			.and(MeterTag.PARTITION.of(partition.partition().partition()));
		return List.of(ExporterMeter.LAG.gauge(registry, tags, () -> LagSeries.lag(this.monitor.readings(partition))),
				ExporterMeter.CURRENT_OFFSET.gauge(registry, tags, () -> committed(this.monitor.readings(partition))));
	}

	private List<Meter> register(GroupTopic topic, MeterRegistry registry) {
		return List.of(ExporterMeter.LAG_SUM.gauge(registry, tags(topic),
				() -> LagSeries.lag(this.index.readings(topic, this.monitor))));
	}

	private List<Meter> register(String group, MeterRegistry registry) {
		return List.of(ExporterMeter.MEMBERS.gauge(registry, Tags.of(MeterTag.CONSUMER_GROUP.of(group)),
				() -> GroupMetrics.members(this.monitor, group)));
	}

	private static Tags tags(GroupTopic topic) {
		return Tags.of(MeterTag.CONSUMER_GROUP.of(topic.group()), MeterTag.TOPIC.of(topic.topic()));
	}

	private static double committed(List<PartitionReading> readings) {
		return readings.isEmpty() ? Double.NaN
				: readings.stream().mapToLong((reading) -> reading.lag().committed().orElse(-1)).sum();
	}

}
