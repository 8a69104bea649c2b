package io.steadykafka.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.GroupTopic;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.AssignmentListener;
import io.steadykafka.listener.OwnedPartitions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Meters of lag, by the last good sample. There only for partitions that this instance
 * owns, or looks after because nobody owns them, so that the sum over all instances is
 * the group's; a partition that is revoked disappears at once, one whose lag is not known
 * is absent.
 * <p>
 * Tags {@code group}, {@code topic} and {@code partition}; without the last one where
 * partitions are not told apart.
 * <ul>
 * <li>{@code steady.kafka.lag}, gauge, records.</li>
 * <li>{@code steady.kafka.lag.behind}, gauge, seconds: for how long the next record has
 * been waiting; 0 only if there is none, NaN if it is not known.</li>
 * <li>{@code steady.kafka.lag.velocity}, gauge: records that the lag grows by in a
 * second, negative if it shrinks; NaN for the first samples.</li>
 * <li>{@code steady.kafka.lag.runway}, gauge, seconds: after which time retention takes
 * records that were not read yet; NaN if it is not seen to come nearer.</li>
 * <li>{@code steady.kafka.transaction.held}, gauge, records, and
 * {@code steady.kafka.transaction.open}, gauge, seconds: what an open transaction holds
 * back, and for how long.</li>
 * <li>{@code steady.kafka.lag.ratio}, gauge, ratio: lag as a share of the records that
 * are there. By partition only.</li>
 * <li>{@code steady.kafka.offset.committed}, {@code steady.kafka.offset.start} and
 * {@code steady.kafka.offset.end}, gauges, offsets. By partition only.</li>
 * </ul>
 * Tags {@code group} and {@code topic}:
 * <ul>
 * <li>{@code steady.kafka.records.lost}, counter, records: retention took them before the
 * group had read them.</li>
 * <li>{@code steady.kafka.partitions.hot}, gauge, partitions: they lag far beyond the
 * others that this instance exports.</li>
 * </ul>
 * Tag {@code group}:
 * <ul>
 * <li>{@code steady.kafka.lag.sample.age}, gauge, seconds: how old the last good sample
 * is; absent before the first.</li>
 * </ul>
 * Without tags:
 * <ul>
 * <li>{@code steady.kafka.lag.sample.time}, timer: the time that samples took, well or
 * not, waiting for the brokers included.</li>
 * </ul>
 */
public final class LagMetrics implements MeterBinder, AssignmentListener {

	/**
	 * Series of a partition; those of a topic are fewer.
	 */
	static final int SERIES_OF_A_PARTITION = 10;

	private static final Log logger = LogFactory.getLog(LagMetrics.class);

	private final LagMonitor monitor;

	private final ExportedPartitions exported;

	private final int maxSeries;

	private final KeyedMeters<GroupPartition> partitions = new KeyedMeters<>(this::register);

	private final KeyedMeters<GroupTopic> topics = new KeyedMeters<>(this::registerSums);

	private final KeyedMeters<GroupTopic> counts = new KeyedMeters<>(this::register);

	private final KeyedMeters<String> ages = new KeyedMeters<>(this::registerAge);

	private final TopicIndex index = new TopicIndex();

	private volatile boolean byTopic;

	/**
	 * Create the meters' binder.
	 * @param monitor the samples
	 * @param owned the partitions that this instance owns
	 * @param byTopic whether partitions are not told apart
	 * @param maxSeries how many series of partitions there may be; from then on
	 * partitions are not told apart
	 */
	public LagMetrics(LagMonitor monitor, OwnedPartitions owned, boolean byTopic, int maxSeries) {
		this.monitor = monitor;
		this.exported = new ExportedPartitions(monitor, owned);
		this.byTopic = byTopic;
		this.maxSeries = maxSeries;
		monitor.onSample(this::update);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.partitions.bindTo(registry);
		this.topics.bindTo(registry);
		this.counts.bindTo(registry);
		this.ages.bindTo(registry);
		FunctionTimer
			.builder("steady.kafka.lag.sample.time", this.monitor, (any) -> any.cost().samples(),
					(any) -> any.cost().time().toNanos(), TimeUnit.NANOSECONDS)
			.description("Time that samples of lag took")
			.register(registry);
	}

	@Override
	public void onChange(AssignmentChange change) {
		List<GroupPartition> gone = this.exported.gone(change);
		this.index.gone(gone);
		gone.forEach(this.partitions::remove);
	}

	/**
	 * Whether partitions are not told apart.
	 * @return {@code true} if lag is exported by topic
	 */
	public boolean isByTopic() {
		return this.byTopic;
	}

	private synchronized void update() {
		Set<GroupPartition> known = this.exported.known();
		if (!this.byTopic && known.size() * (long) SERIES_OF_A_PARTITION > this.maxSeries) {
			this.byTopic = true;
			logger.warn("Lag is exported by topic from now on: the " + SERIES_OF_A_PARTITION + " series of each of "
					+ known.size() + " partitions would be more than steady.kafka.metrics.max-series=" + this.maxSeries
					+ ". Raise it, or set steady.kafka.metrics.lag-by=topic");
		}
		this.index.update(this.exported.all());
		Set<GroupTopic> present = this.index.topics();
		this.partitions.retain(this.byTopic ? Set.of() : known, this.exported::isExported);
		this.topics.retain(this.byTopic ? present : Set.of());
		this.counts.retain(present);
		Set<String> sampled = new HashSet<>();
		this.monitor.groups()
			.stream()
			.filter((group) -> group.sampledAt() != null)
			.forEach((group) -> sampled.add(group.group()));
		this.ages.retain(sampled);
	}

	private List<Meter> register(GroupPartition partition, MeterRegistry registry) {
		Tags tags = tags(partition.group(), partition.partition().topic()).and("partition",
				String.valueOf(partition.partition().partition()));
		LagSeries series = new LagSeries(tags, () -> this.monitor.readings(partition));
		List<Meter> meters = new ArrayList<>(series.register(registry));
		meters.addAll(series.registerOffsets(registry));
		return meters;
	}

	private List<Meter> registerSums(GroupTopic topic, MeterRegistry registry) {
		return new LagSeries(tags(topic.group(), topic.topic()), () -> readings(topic)).register(registry);
	}

	private List<PartitionReading> readings(GroupTopic topic) {
		return this.index.of(topic).stream().flatMap((partition) -> this.monitor.readings(partition).stream()).toList();
	}

	private List<Meter> register(GroupTopic topic, MeterRegistry registry) {
		Tags tags = tags(topic.group(), topic.topic());
		FunctionCounter lost = FunctionCounter
			.builder("steady.kafka.records.lost", this.monitor, (any) -> any.lost(topic))
			.description("Records that retention took before the group had read them")
			.tags(tags)
			.register(registry);
		Gauge hot = Gauge.builder("steady.kafka.partitions.hot", () -> hot(topic))
			.description("Partitions that lag far beyond the others of their topic")
			.tags(tags)
			.register(registry);
		return List.of(lost, hot);
	}

	private long hot(GroupTopic topic) {
		return groups(topic.group()).flatMap((group) -> group.hot().stream())
			.filter((partition) -> partition.topic().equals(topic.topic()))
			.count();
	}

	private List<Meter> registerAge(String group, MeterRegistry registry) {
		return List.of(TimeGauge.builder("steady.kafka.lag.sample.age", () -> ageMillis(group), TimeUnit.MILLISECONDS)
			.description("Age of the last good sample of the group's offsets")
			.tags(ListenerMeters.GROUP, group)
			.register(registry));
	}

	private Number ageMillis(String group) {
		OptionalLong oldest = groups(group).map(this.monitor::age)
			.filter(Objects::nonNull)
			.mapToLong(Duration::toMillis)
			.max();
		return (oldest.isPresent()) ? oldest.getAsLong() : Double.NaN;
	}

	private Stream<GroupLag> groups(String group) {
		return this.monitor.groups().stream().filter((lag) -> lag.group().equals(group));
	}

	private static Tags tags(String group, String topic) {
		return Tags.of(ListenerMeters.GROUP, group, "topic", topic);
	}

}
