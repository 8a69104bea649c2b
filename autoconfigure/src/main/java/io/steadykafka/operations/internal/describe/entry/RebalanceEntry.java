package io.steadykafka.operations.internal.describe.entry;

import java.time.Duration;
import java.time.Instant;

import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import org.jspecify.annotations.Nullable;

/**
 * A rebalance of a listener, in this instance or another one.
 *
 * @param generation -1 if no member had one anymore
 * @param longestPause {@code null} if no pause is known
 */
public record RebalanceEntry(String listener, Instant start, Duration duration, Rebalance.Kind kind, Cause cause,
		int generation, Moves moves, @Nullable Duration longestPause) {

	public static RebalanceEntry of(Rebalance rebalance) {
		return new RebalanceEntry(rebalance.listener(), rebalance.start(), rebalance.duration(), rebalance.kind(),
				rebalance.cause(), rebalance.generation(),
				new Moves(MovedPartitions.of(rebalance.assigned()), MovedPartitions.of(rebalance.revoked()),
						MovedPartitions.of(rebalance.lost()), MovedPartitions.of(rebalance.kept())),
				rebalance.longestPause().orElse(null));
	}

	/**
	 * What it did to partitions.
	 */
	public record Moves(MovedPartitions assigned, MovedPartitions revoked, MovedPartitions lost, MovedPartitions kept) {

	}

}
