package io.steadykafka.operations.internal.describe.entry;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that a rebalance moved.
 *
 * @param count how many
 * @param partitions which; {@code null} if only their number is reported
 */
public record MovedPartitions(int count, @Nullable Set<TopicPartition> partitions) {

	public static MovedPartitions of(Set<TopicPartition> partitions) {
		return new MovedPartitions(partitions.size(), partitions);
	}

}
