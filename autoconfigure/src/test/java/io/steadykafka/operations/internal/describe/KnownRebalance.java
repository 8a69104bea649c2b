package io.steadykafka.operations.internal.describe;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import org.apache.kafka.common.TopicPartition;

/**
 * A rebalance that a test says.
 */
public record KnownRebalance(String listener, String group, Instant start, Instant end, Rebalance.Kind kind,
		Cause cause, int firstGeneration, int generation, Set<TopicPartition> assigned, Set<TopicPartition> revoked,
		Set<TopicPartition> lost, Set<TopicPartition> kept, Map<TopicPartition, Duration> pauses) implements Rebalance {

	public static KnownRebalance revoking(String listener, TopicPartition partition, Instant at) {
		return new KnownRebalance(listener, "shop", at, at.plusMillis(1_500), Rebalance.Kind.REVOKED,
				Cause.MEMBERS_CHANGED, 3, 3, Set.of(), Set.of(partition), Set.of(), Set.of(), Map.of());
	}

}
