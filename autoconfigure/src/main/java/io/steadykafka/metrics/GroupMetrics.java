package io.steadykafka.metrics;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.LagMonitor;

/**
 * Meters of whole groups, by the last sample. Each instance of an application exports the
 * same numbers: take their maximum, not their sum.
 * <ul>
 * <li>{@code steady.kafka.group.members}, gauge, members, tag {@code group}: members of
 * the group in all instances; NaN where the last sample failed, absent before the
 * first.</li>
 * <li>{@code steady.kafka.group.member.changes}, counter, members, tag {@code group}:
 * members that were seen to come or go; those that did both between two samples are
 * not.</li>
 * </ul>
 */
public final class GroupMetrics implements MeterBinder {

	private final LagMonitor monitor;

	private final KeyedMeters<String> groups = new KeyedMeters<>(this::register);

	/**
	 * Create the meters' binder.
	 * @param monitor the samples
	 */
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
		Gauge members = Gauge.builder("steady.kafka.group.members", () -> members(group))
			.description("Members of the group in all instances, by the last sample")
			.baseUnit("members")
			.tags(ListenerMeters.GROUP, group)
			.register(registry);
		FunctionCounter changes = FunctionCounter
			.builder("steady.kafka.group.member.changes", this, (any) -> changes(group))
			.description("Members of the group that were seen to come or go")
			.tags(ListenerMeters.GROUP, group)
			.register(registry);
		return List.of(members, changes);
	}

	private double members(String group) {
		OptionalInt known = this.monitor.members(group).map(GroupMembers::members).orElse(OptionalInt.empty());
		return (known.isPresent()) ? known.getAsInt() : Double.NaN;
	}

	private double changes(String group) {
		return this.monitor.members(group).map(GroupMembers::changes).orElse(0L);
	}

}
