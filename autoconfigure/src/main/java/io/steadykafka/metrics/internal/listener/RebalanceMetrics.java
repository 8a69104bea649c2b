package io.steadykafka.metrics.internal.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;
import io.steadykafka.rebalance.internal.RebalanceLog;

/**
 * Binds the meters of rebalances, {@link RebalanceMeter}.
 */
public final class RebalanceMetrics extends ListenerMeters {

	private final RebalanceLog rebalances;

	private final OwnedPartitions owned;

	public RebalanceMetrics(RebalanceLog rebalances, OwnedPartitions owned) {
		this.rebalances = rebalances;
		this.owned = owned;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		if (!listener.isSubscribed()) {
			return List.of();
		}
		Tags tags = tags(listener);
		List<Meter> meters = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			for (Cause cause : Cause.values()) {
				meters.add(RebalanceMeter.REBALANCES.counter(registry,
						tags.and(MeterTag.KIND.of(kind), MeterTag.CAUSE.of(cause)), this.rebalances,
						(records) -> records.count(listener, kind, cause)));
			}
		}
		meters.add(RebalanceMeter.FAILED.counter(registry, tags, this.rebalances,
				(records) -> records.totals(listener).failed()));
		meters.add(RebalanceMeter.DURATION.timer(registry, tags, this.rebalances,
				(records) -> records.totals(listener).rebalances(),
				(records) -> records.totals(listener).duration().toNanos()));
		meters.add(RebalanceMeter.STAND_STILL.timer(registry, tags, this.rebalances,
				(records) -> records.totals(listener).paused(),
				(records) -> records.totals(listener).pause().toNanos()));
		meters.add(RebalanceMeter.STAND_STILL_LONGEST.gauge(registry, tags,
				() -> longestSeconds(this.rebalances.last(listener))));
		meters.add(RebalanceMeter.BALANCE.gauge(registry, tags, () -> balance(this.owned.perMember(listener))));
		return meters;
	}

	private static double longestSeconds(Optional<Rebalance> last) {
		Optional<Duration> longest = last.flatMap(Rebalance::longestPause);
		return (longest.isPresent()) ? longest.get().toMillis() / 1000.0 : Double.NaN;
	}

	static double balance(List<Integer> perMember) {
		double sum = perMember.stream().mapToInt(Integer::intValue).sum();
		return (sum > 0) ? perMember.stream().mapToInt(Integer::intValue).max().orElse(0) * perMember.size() / sum
				: Double.NaN;
	}

}
