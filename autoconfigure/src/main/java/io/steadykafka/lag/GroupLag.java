package io.steadykafka.lag;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The last good sample of a group's lag, and why later samples failed. Immutable.
 *
 * @param group the group id
 * @param cluster the bootstrap servers of the group's cluster
 * @param watched whether no listener in this application is a member of the group. If so,
 * all its partitions are here, in each instance that watches the group; otherwise those
 * that this instance owns or monitors
 * @param sampledAt when the sample was taken, {@code null} before the first good sample
 * @param partitions what the sample tells of each partition, empty if there are none
 * @param missingTopics topics that a listener of the group subscribes to by name and that
 * do not exist
 * @param failure why the samples since then failed; empty if the last one was good
 */
public record GroupLag(String group, String cluster, boolean watched, @Nullable Instant sampledAt,
		Map<TopicPartition, PartitionReading> partitions, Set<String> missingTopics, String failure) {

	/**
	 * Creates a sample.
	 */
	public GroupLag {
		partitions = Map.copyOf(partitions);
		missingTopics = Set.copyOf(missingTopics);
	}

}
