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

	private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

	private final Map<Kind, RecentGenerations> generations = new EnumMap<>(Kind.class);

	private final RecentGenerations disturbed = new RecentGenerations();

	private final Deque<Instant> disturbances = new ArrayDeque<>();

	private @Nullable Instant last;

	synchronized void add(AssignmentChange change, Instant now) {
		this.last = now;
		if (this.generations.computeIfAbsent(change.kind(), (kind) -> new RecentGenerations())
			.isNew(change.generation())) {
			this.counts.merge(change.kind(), 1L, Long::sum);
		}
		boolean disturbs = change.kind() != Kind.ASSIGNED && !change.ownDoing();
		if (disturbs && this.disturbed.isNew(change.generation())) {
			this.disturbances.addLast(now);
			if (this.disturbances.size() > MOST_DISTURBANCES) {
				this.disturbances.removeFirst();
			}
		}
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
