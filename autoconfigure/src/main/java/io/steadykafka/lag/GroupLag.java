package io.steadykafka.lag;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The last good sample of a group's lag on the partitions that this instance owned then,
 * and what has happened since.
 *
 * @param group the group id
 * @param cluster the bootstrap servers of the group's cluster
 * @param sampledAt when the sample was taken, {@code null} if none was good yet
 * @param partitions the lag of each partition
 * @param missingTopics topics that a listener of the group subscribes to by name and that
 * do not exist
 * @param failure why the samples since then failed; empty if the last one was good
 */
public record GroupLag(String group, String cluster, @Nullable Instant sampledAt,
		Map<TopicPartition, PartitionLag> partitions, Set<String> missingTopics, String failure) {

	GroupLag failed(String reason) {
		return new GroupLag(this.group, this.cluster, this.sampledAt, this.partitions, this.missingTopics, reason);
	}

}
