package io.steadykafka.metrics.internal.lag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.metrics.internal.KeyedMeters;
import io.steadykafka.metrics.internal.MeterTag;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Meters of lag, by the last good sample. There only for partitions that this instance
 * owns, or monitors because nobody owns them, so that the sum over all instances is the
 * group's; a partition that is revoked disappears at once, one whose lag is not known is
 * absent.
 * <p>
 * {@link LagMeter} has the list.
 */
public final class LagMetrics implements MeterBinder, AssignmentListener {

	/**
	 * Series of a partition that is exported, without and with the names of
	 * kafka_exporter. Of a partition of a group that others read there is one.
	 */
	private static final int SERIES = 11;

	private static final int SERIES_WITH_EXPORTER_NAMES = 13;

	private static final Log logger = LogFactory.getLog(LagMetrics.class);

	private final LagMonitor monitor;

	private final ExportedPartitions exported;

	private final Options options;

	private final KeyedMeters<GroupPartition> partitions = new KeyedMeters<>(this::register);

	private final KeyedMeters<GroupTopic> topics = new KeyedMeters<>(this::registerSums);

	private final KeyedMeters<GroupTopic> counts = new KeyedMeters<>(this::register);

	private final KeyedMeters<GroupTopic> losses = new KeyedMeters<>(this::registerLoss);

	private final KeyedMeters<String> ages = new KeyedMeters<>(this::registerAge);

	private final TopicIndex index = new TopicIndex();

	private volatile boolean byTopic;

	public LagMetrics(LagMonitor monitor, OwnedPartitions owned, Options options) {
		this.monitor = monitor;
		this.exported = new ExportedPartitions(monitor, owned);
		this.options = options;
		this.byTopic = options.byTopic();
		monitor.onSample(this::update);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.partitions.bindTo(registry);
		this.topics.bindTo(registry);
		this.counts.bindTo(registry);
		this.losses.bindTo(registry);
		this.ages.bindTo(registry);
		LagMeter.SAMPLE_TIME.timer(registry, Tags.empty(), this.monitor, (any) -> any.cost().samples(),
				(any) -> any.cost().time().toNanos());
	}

	@Override
	public void onChange(AssignmentChange change) {
		List<GroupPartition> gone = this.exported.gone(change);
		this.index.gone(gone);
		gone.forEach(this.partitions::remove);
	}

	/**
	 * Whether lag is exported by topic, and not by partition.
	 * @return {@code true} if lag is exported by topic
	 */
	public boolean isByTopic() {
		return this.byTopic;
	}

	private synchronized void update() {
		Set<GroupPartition> known = this.exported.known();
		if (!this.byTopic) {
			this.byTopic = areTooMany(known.size(),
					ExportedPartitions.watched(this.monitor, ExportedPartitions::isKnown).size());
		}
		this.index.update(this.exported::all);
		Set<GroupTopic> present = this.index.topics();
		this.partitions.retain(this.byTopic ? Set.of() : known, this.exported::isExported);
		this.topics.retain(this.byTopic ? present : Set.of());
		this.counts.retain(present);
		// A loss stays, also if its partition went on to another instance since. Not that
		// of a group that others read, which each instance finds.
		Set<GroupTopic> withLosses = new HashSet<>(this.monitor.topicsWithLosses());
		this.monitor.groups()
			.stream()
			.filter(GroupLag::watched)
			.forEach((other) -> withLosses.removeIf((topic) -> topic.group().equals(other.group())));
		withLosses.addAll(present);
		this.losses.retain(withLosses);
		this.ages.retain(this.monitor.groups().stream().map(GroupLag::group).collect(Collectors.toSet()));
	}

	private boolean areTooMany(int partitions, int watched) {
		long series = watched
				+ (long) partitions * (this.options.exporterNames() ? SERIES_WITH_EXPORTER_NAMES : SERIES);
		if (series > this.options.maxSeries()) {
			logger.warn("Lag is exported by topic from now on: by partition there would be " + series + " series of "
					+ (partitions + watched) + " partitions, more than steady.kafka.metrics.max-series="
					+ this.options.maxSeries() + ". Raise it, or set steady.kafka.metrics.lag-by=topic");
			return true;
		}
		return false;
	}

	private List<Meter> register(GroupPartition partition, MeterRegistry registry) {
		LagSeries series = new LagSeries(tags(partition), () -> this.monitor.readings(partition));
		List<Meter> meters = new ArrayList<>(series.register(registry));
		meters.addAll(series.registerOffsets(registry));
		return meters;
	}

	private List<Meter> registerSums(GroupTopic topic, MeterRegistry registry) {
		return new LagSeries(tags(topic), () -> this.index.readings(topic, this.monitor)).register(registry);
	}

	private List<Meter> register(GroupTopic topic, MeterRegistry registry) {
		return List.of(LagMeter.PARTITIONS_HOT.gauge(registry, tags(topic), () -> hot(topic)),
				LagMeter.PARTITIONS_UNKNOWN.gauge(registry, tags(topic),
						() -> this.index.unknown(topic, this.monitor)));
	}

	private List<Meter> registerLoss(GroupTopic topic, MeterRegistry registry) {
		return List.of(LagMeter.RECORDS_LOST.counter(registry, tags(topic), this.monitor,
				(any) -> any.lost(topic.group(), topic.topic())));
	}

	private long hot(GroupTopic topic) {
		return this.index.readings(topic, this.monitor).stream().filter(PartitionReading::hot).count();
	}

	private List<Meter> registerAge(String group, MeterRegistry registry) {
		return List.of(LagMeter.SAMPLE_AGE.gauge(registry, Tags.of(MeterTag.GROUP.of(group)), () -> age(group)));
	}

	private double age(String group) {
		OptionalLong oldest = groups(group).map(this.monitor::blindFor).mapToLong(Duration::toMillis).max();
		return (oldest.isPresent()) ? oldest.getAsLong() / 1000.0 : Double.NaN;
	}

	private Stream<GroupLag> groups(String group) {
		return this.monitor.groups().stream().filter((lag) -> lag.group().equals(group));
	}

	static Tags tags(GroupTopic topic) {
		return Tags.of(MeterTag.GROUP.of(topic.group()), MeterTag.TOPIC.of(topic.topic()));
	}

	static Tags tags(GroupPartition partition) {
		return tags(new GroupTopic(partition.group(), partition.partition().topic()))
			.and(MeterTag.PARTITION.of(partition.partition().partition()));
	}

	/**
	 * How much is exported.
	 *
	 * @param byTopic whether lag is exported by topic
	 * @param maxSeries how many series of partitions there may be, those of groups that
	 * others read among them; from then on lag is exported by topic
	 * @param exporterNames whether there are series by the names of kafka_exporter too
	 */
	public record Options(boolean byTopic, int maxSeries, boolean exporterNames) {

	}

}
