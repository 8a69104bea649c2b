package io.steadykafka.metrics.internal.lag;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.metrics.internal.KeyedMeters;

/**
 * Binds {@link GroupMeter#LAG}, the lag of groups that no listener is a member of, and
 * how many of its partitions are not known, by the last good sample. Each instance of an
 * application exports the same numbers.
 */
public final class WatchedGroupMetrics implements MeterBinder {

	private final LagMonitor monitor;

	private final BooleanSupplier byTopic;

	private final TopicIndex index = new TopicIndex();

	private final KeyedMeters<GroupPartition> partitions = new KeyedMeters<>(this::register);

	private final KeyedMeters<GroupTopic> topics = new KeyedMeters<>(this::register);

	private final KeyedMeters<GroupTopic> counts = new KeyedMeters<>(this::registerCounts);

	/**
	 * Create the meters' binder.
	 * @param byTopic whether partitions are not told apart; once they are not, they never
	 * are again
	 */
	public WatchedGroupMetrics(LagMonitor monitor, BooleanSupplier byTopic) {
		this.monitor = monitor;
		this.byTopic = byTopic;
		monitor.onSample(this::update);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.partitions.bindTo(registry);
		this.topics.bindTo(registry);
		this.counts.bindTo(registry);
	}

	private synchronized void update() {
		this.index.update(() -> ExportedPartitions.watched(this.monitor, (lag) -> true));
		this.counts.retain(this.index.topics());
		if (this.byTopic.getAsBoolean()) {
			this.partitions.retain(Set.of());
			this.topics.retain(this.index.topics());
		}
		else {
			this.partitions.retain(ExportedPartitions.watched(this.monitor, ExportedPartitions::isKnown));
		}
	}

	private List<Meter> register(GroupPartition partition, MeterRegistry registry) {
		return List.of(GroupMeter.LAG.gauge(registry, LagMetrics.tags(partition),
				() -> LagSeries.lag(this.monitor.readings(partition))));
	}

	private List<Meter> register(GroupTopic topic, MeterRegistry registry) {
		return List.of(GroupMeter.LAG.gauge(registry, LagMetrics.tags(topic),
				() -> LagSeries.lag(this.index.readings(topic, this.monitor))));
	}

	private List<Meter> registerCounts(GroupTopic topic, MeterRegistry registry) {
		return List.of(GroupMeter.PARTITIONS_UNKNOWN.gauge(registry, LagMetrics.tags(topic),
				() -> this.index.unknown(topic, this.monitor)));
	}

}
