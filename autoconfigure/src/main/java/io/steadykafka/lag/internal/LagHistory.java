package io.steadykafka.lag.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.time.LagCurve;

/**
 * How the lag of each sampled group went over the last minutes. Written by the sampler's
 * threads, read by any.
 */
public final class LagHistory {

	private final Map<List<String>, LagCurve> curves = new ConcurrentHashMap<>();

	private final Supplier<List<GroupLag>> groups;

	private final Clock clock;

	LagHistory(Supplier<List<GroupLag>> groups, Clock clock) {
		this.groups = groups;
		this.clock = clock;
	}

	/**
	 * The history of what a monitor samples from now on.
	 */
	public static LagHistory of(LagMonitor monitor, Clock clock) {
		LagHistory history = new LagHistory(monitor::groups, clock);
		monitor.onSample(history::sampled);
		return history;
	}

	void sampled() {
		List<GroupLag> present = this.groups.get();
		this.curves.keySet().retainAll(present.stream().map(LagHistory::key).toList());
		present.forEach(this::add);
	}

	/**
	 * The lag of only some of the partitions would be a dip that there is not.
	 */
	private void add(GroupLag sample) {
		if (sample.sampledAt() == null || !sample.failure().isEmpty() || sample.partitions().isEmpty()) {
			return;
		}
		long lag = 0;
		for (PartitionReading reading : sample.partitions().values()) {
			if (reading.lag().lag().isEmpty()) {
				return;
			}
			lag += reading.lag().lag().getAsLong();
		}
		this.curves.computeIfAbsent(key(sample), (key) -> new LagCurve()).add(sample.sampledAt(), lag);
	}

	/**
	 * The points of a group, the oldest first.
	 */
	public List<LagCurve.Point> of(GroupLag group) {
		LagCurve curve = this.curves.get(key(group));
		return (curve != null) ? curve.points(this.clock.instant()) : List.of();
	}

	private static List<String> key(GroupLag group) {
		return List.of(group.cluster(), group.group());
	}

}
