package io.steadykafka.rebalance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.AssignmentChange.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The rebalances of one listener.
 */
final class ListenerRebalances {

	private static final Duration WINDOW = Duration.ofHours(1);

	/**
	 * A bound for memory: a storm of one rebalance each second for more than an hour.
	 */
	private static final int MOST_DISTURBANCES = 4_000;

	private static final int NO_GENERATION = -1;

	private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

	private final Map<Kind, Integer> lastGeneration = new EnumMap<>(Kind.class);

	private final Deque<Instant> disturbances = new ArrayDeque<>();

	private int lastDisturbedGeneration = NO_GENERATION;

	private @Nullable Instant last;

	synchronized void add(AssignmentChange change, Instant now) {
		this.last = now;
		if (isNews(change)) {
			this.counts.merge(change.kind(), 1L, Long::sum);
		}
		boolean disturbs = change.kind() != Kind.ASSIGNED && !change.ownStop();
		if (disturbs && isFirstDisturbanceOf(change.generation())) {
			this.disturbances.addLast(now);
			if (this.disturbances.size() > MOST_DISTURBANCES) {
				this.disturbances.removeFirst();
			}
		}
	}

	private boolean isNews(AssignmentChange change) {
		Integer before = this.lastGeneration.put(change.kind(), change.generation());
		return before == null || before != change.generation() || change.generation() == NO_GENERATION;
	}

	private boolean isFirstDisturbanceOf(int generation) {
		boolean first = generation == NO_GENERATION || generation != this.lastDisturbedGeneration;
		this.lastDisturbedGeneration = generation;
		return first;
	}

	synchronized long count(Kind kind) {
		return this.counts.getOrDefault(kind, 0L);
	}

	synchronized RebalanceCounts counts(Instant now) {
		Instant windowStart = now.minus(WINDOW);
		while (!this.disturbances.isEmpty() && !this.disturbances.getFirst().isAfter(windowStart)) {
			this.disturbances.removeFirst();
		}
		return new RebalanceCounts(count(Kind.ASSIGNED), count(Kind.REVOKED), count(Kind.LOST),
				this.disturbances.size(), this.last);
	}

}
