package io.steadykafka.metrics.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;
import io.steadykafka.rebalance.internal.RebalanceLog;
import io.steadykafka.rebalance.internal.RebalanceTotals;

/**
 * Binds the meters of rebalances, {@link RebalanceMeter}.
 */
public final class RebalanceMetrics extends ListenerMeters {

	private final RebalanceLog rebalances;

	private final OwnedPartitions owned;

	/**
	 * Create the meters' binder.
	 * @param owned the partitions that this instance owns
	 */
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
				meters.add(RebalanceMeter.REBALANCES
					.counter(this.rebalances, (records) -> records.count(listener, kind, cause))
					.tags(tags.and(MeterTag.KIND.of(kind), MeterTag.CAUSE.of(cause)))
					.register(registry));
			}
		}
		meters.add(RebalanceMeter.FAILED.counter(this.rebalances, (records) -> records.totals(listener).failed())
			.tags(tags)
			.register(registry));
		meters.add(timer(RebalanceMeter.DURATION, listener, RebalanceTotals::rebalances, RebalanceTotals::duration)
			.register(registry));
		meters.add(timer(RebalanceMeter.STAND_STILL, listener, RebalanceTotals::paused, RebalanceTotals::pause)
			.register(registry));
		meters.add(RebalanceMeter.STAND_STILL_LONGEST.gauge(() -> longestSeconds(this.rebalances.last(listener)))
			.tags(tags)
			.register(registry));
		meters.add(RebalanceMeter.BALANCE.gauge(() -> balance(this.owned.perMember(listener)))
			.tags(tags)
			.register(registry));
		return meters;
	}

	private FunctionTimer.Builder<RebalanceLog> timer(RebalanceMeter meter, ListenerContainer listener,
			ToLongFunction<RebalanceTotals> count, Function<RebalanceTotals, Duration> time) {
		return meter
			.timer(this.rebalances, (records) -> count.applyAsLong(records.totals(listener)),
					(records) -> time.apply(records.totals(listener)).toNanos())
			.tags(tags(listener));
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
