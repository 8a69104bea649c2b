package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import org.apache.kafka.common.TopicPartition;

/**
 * A rebalance that is over.
 */
record ClosedRebalance(String listener, String group, Instant start, Instant end, Kind kind, Cause cause,
		int firstGeneration, int generation, Set<TopicPartition> assigned, Set<TopicPartition> revoked,
		Set<TopicPartition> lost, Set<TopicPartition> kept, Map<TopicPartition, Duration> pauses) implements Rebalance {

	ClosedRebalance {
		assigned = Set.copyOf(assigned);
		revoked = Set.copyOf(revoked);
		lost = Set.copyOf(lost);
		kept = Set.copyOf(kept);
		pauses = Map.copyOf(pauses);
	}

}
