package io.steadykafka.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.AssignmentListener;
import io.steadykafka.listener.OwnedPartitions;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Meters of lag.
 * <ul>
 * <li>{@code steady.kafka.lag}, gauge, records, tags {@code group}, {@code topic} and
 * {@code partition}: the lag by the last good sample. There only for partitions that this
 * instance owns, so that the sum over all instances is the group's; a partition that is
 * revoked disappears at once, one whose lag is not known is absent.</li>
 * <li>{@code steady.kafka.lag.sample.age}, gauge, seconds, tag {@code group}: how old the
 * last good sample is; absent before the first.</li>
 * </ul>
 */
public final class LagMetrics implements MeterBinder, AssignmentListener {

	private final LagMonitor monitor;

	private final OwnedPartitions owned;

	private final List<MeterRegistry> registries = new ArrayList<>();

	private final Map<GroupPartition, List<Meter>> lags = new HashMap<>();

	private final Map<String, List<Meter>> ages = new HashMap<>();

	/**
	 * Create the meters' binder.
	 * @param monitor the samples
	 * @param owned the partitions that this instance owns
	 */
	public LagMetrics(LagMonitor monitor, OwnedPartitions owned) {
		this.monitor = monitor;
		this.owned = owned;
		monitor.onSample(this::update);
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.lags.forEach((partition, meters) -> meters.add(registerLag(partition, registry)));
		this.ages.forEach((group, meters) -> meters.add(registerAge(group, registry)));
	}

	@Override
	public synchronized void onChange(AssignmentChange change) {
		if (change.kind() != AssignmentChange.Kind.ASSIGNED) {
			String group = change.listener().group();
			change.partitions()
				.stream()
				.filter((partition) -> !this.owned.owns(group, partition))
				.forEach((partition) -> remove(new GroupPartition(group, partition)));
		}
	}

	private synchronized void update() {
		Set<GroupPartition> known = new HashSet<>();
		Set<String> groups = new HashSet<>();
		for (GroupLag group : this.monitor.groups()) {
			groups.add(group.group());
			if (group.sampledAt() != null) {
				this.ages.computeIfAbsent(group.group(), this::registerAge);
			}
			group.partitions().forEach((partition, lag) -> {
				if (lag.lag().isPresent() && this.owned.owns(group.group(), partition)) {
					known.add(new GroupPartition(group.group(), partition));
				}
			});
		}
		Set.copyOf(this.ages.keySet())
			.stream()
			.filter((group) -> !groups.contains(group))
			.forEach((group) -> remove(this.ages.remove(group)));
		List.copyOf(this.lags.keySet()).stream().filter((key) -> !known.contains(key)).forEach(this::remove);
		known.forEach((key) -> this.lags.computeIfAbsent(key, this::registerLag));
	}

	private List<Meter> registerLag(GroupPartition partition) {
		List<Meter> meters = new ArrayList<>();
		this.registries.forEach((registry) -> meters.add(registerLag(partition, registry)));
		return meters;
	}

	private Meter registerLag(GroupPartition key, MeterRegistry registry) {
		TopicPartition partition = key.partition();
		Supplier<Number> lag = () -> {
			OptionalLong known = this.monitor.lag(key);
			return (known.isPresent()) ? known.getAsLong() : Double.NaN;
		};
		return Gauge.builder("steady.kafka.lag", lag)
			.description("Records between the committed offset and the end of the log, by the last good sample")
			.baseUnit("records")
			.tags(Tags.of("group", key.group(), "topic", partition.topic(), "partition",
					String.valueOf(partition.partition())))
			.register(registry);
	}

	private void remove(GroupPartition partition) {
		remove(this.lags.remove(partition));
	}

	private void remove(@Nullable Collection<Meter> meters) {
		if (meters != null) {
			meters.forEach((meter) -> this.registries.forEach((registry) -> registry.remove(meter)));
		}
	}

	private List<Meter> registerAge(String group) {
		List<Meter> meters = new ArrayList<>();
		this.registries.forEach((registry) -> meters.add(registerAge(group, registry)));
		return meters;
	}

	private Meter registerAge(String group, MeterRegistry registry) {
		return TimeGauge.builder("steady.kafka.lag.sample.age", () -> ageMillis(group), TimeUnit.MILLISECONDS)
			.description("Age of the last good sample of the group's offsets")
			.tags("group", group)
			.register(registry);
	}

	private Number ageMillis(String group) {
		OptionalLong oldest = this.monitor.groups()
			.stream()
			.filter((lag) -> lag.group().equals(group))
			.map(this.monitor::age)
			.filter(Objects::nonNull)
			.mapToLong(Duration::toMillis)
			.max();
		return (oldest.isPresent()) ? oldest.getAsLong() : Double.NaN;
	}

}
