package io.steadykafka.metrics.internal.lag;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.metrics.internal.KeyedMeters;
import io.steadykafka.metrics.internal.MeterTag;

/**
 * Binds the meters of whole groups, {@link GroupMeter}. Each instance of an application
 * exports the same numbers.
 */
public final class GroupMetrics implements MeterBinder {

	private final LagMonitor monitor;

	private final KeyedMeters<String> groups = new KeyedMeters<>(this::register);

	public GroupMetrics(LagMonitor monitor) {
		this.monitor = monitor;
		monitor.onSample(this::update);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.groups.bindTo(registry);
	}

	private void update() {
		this.groups.retain(this.monitor.groups()
			.stream()
			.map(GroupLag::group)
			.filter((group) -> this.monitor.members(group).isPresent())
			.collect(Collectors.toSet()));
	}

	private List<Meter> register(String group, MeterRegistry registry) {
		Tags tags = Tags.of(MeterTag.GROUP.of(group));
		return List.of(GroupMeter.MEMBERS.gauge(registry, tags, () -> members(this.monitor, group)),
				GroupMeter.MEMBER_CHANGES.counter(registry, tags, this, (any) -> changes(group)));
	}

	static double members(ConsumerLag lag, String group) {
		OptionalInt known = lag.members(group).map(GroupMembers::members).orElse(OptionalInt.empty());
		return (known.isPresent()) ? known.getAsInt() : Double.NaN;
	}

	private double changes(String group) {
		return this.monitor.members(group).map(GroupMembers::changes).orElse(0L);
	}

}
