package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;

/**
 * Sums up the rebalances of one listener. Not for use by several threads.
 */
final class RebalanceStats {

	/**
	 * Long enough to see the beginning of a storm that lasts.
	 */
	private static final Duration KEPT = Duration.ofHours(3);

	/**
	 * A bound for memory: a storm of one rebalance each second for more than an hour.
	 */
	private static final int MOST_DISTURBANCES = 4_000;

	private final Map<Kind, Map<Cause, Long>> counts = new EnumMap<>(Kind.class);

	private final Deque<Disturbance> disturbances = new ArrayDeque<>();

	private long rebalances;

	private Duration duration = Duration.ZERO;

	private long paused;

	private Duration pause = Duration.ZERO;

	void add(Rebalance rebalance) {
		this.rebalances++;
		this.duration = this.duration.plus(rebalance.duration());
		this.paused += rebalance.pauses().size();
		this.pause = rebalance.pauses().values().stream().reduce(this.pause, Duration::plus);
		this.counts.computeIfAbsent(rebalance.kind(), (kind) -> new EnumMap<>(Cause.class))
			.merge(rebalance.cause(), 1L, Long::sum);
		if (rebalance.disturbs()) {
			this.disturbances.addLast(new Disturbance(rebalance.end(), rebalance.cause()));
			Instant oldest = rebalance.end().minus(KEPT);
			while (this.disturbances.size() > MOST_DISTURBANCES
					|| this.disturbances.getFirst().when().isBefore(oldest)) {
				this.disturbances.removeFirst();
			}
		}
	}

	long count(Kind kind, Cause cause) {
		return this.counts.getOrDefault(kind, Map.of()).getOrDefault(cause, 0L);
	}

	List<Disturbance> disturbances() {
		return List.copyOf(this.disturbances);
	}

	RebalanceTotals totals(long failed) {
		return new RebalanceTotals(this.rebalances, this.duration, this.paused, this.pause, failed);
	}

}
