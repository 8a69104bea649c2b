package io.steadykafka.lag;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The lag of consumer groups as this application knows it: of the partitions that this
 * instance owns, of those that no member of the group owns and that this instance
 * monitors, and of the groups of {@code steady.kafka.lag.groups}. Inject the bean to read
 * it; there is none with {@code steady.kafka.lag.enabled=false}.
 * <p>
 * Samples are taken in the background. No method asks a broker, blocks, or throws because
 * of a broker. Safe for use by several threads.
 */
public interface ConsumerLag {

	/**
	 * Returns the last good sample of each group.
	 * @return one entry per group and cluster, in the order of the listeners, followed by
	 * groups that no listener is a member of; empty if there are no groups
	 */
	List<GroupLag> groups();

	/**
	 * Returns what is known of a partition: its lag by the last good sample and the
	 * current position of the member in this application.
	 * @param group the group id
	 * @param partition the partition
	 * @return the reading; one per cluster if this application reads the same topic with
	 * the same group on several clusters; empty if the partition was not sampled
	 */
	List<PartitionReading> readings(String group, TopicPartition partition);

	/**
	 * Returns the members of a group by the last sample. If the application reads on two
	 * clusters with this group, it is the group of the first cluster.
	 * @param group the group id
	 * @return the members, empty if the group was never sampled
	 */
	Optional<GroupMembers> members(String group);

	/**
	 * Returns the records of a group that retention deleted before the group had read
	 * them.
	 * @param group the group id
	 * @return the last loss of each partition that had one, empty for none
	 */
	List<Loss> losses(String group);

	/**
	 * Returns how many records of a topic retention deleted before the group had read
	 * them, on partitions that this instance owned or monitored.
	 * @param group the group id
	 * @param topic the topic
	 * @return the number of records since the application started, 0 or more
	 */
	long lost(String group, String topic);

	/**
	 * Returns the age of a group's last good sample.
	 * @param group the group
	 * @return the age, zero or more; {@code null} before the first good sample
	 */
	@Nullable Duration age(GroupLag group);

	/**
	 * Returns whether the last good sample of a group is older than three sampling
	 * intervals plus the longest time that a sample may take.
	 * @param group the group
	 * @return {@code true} if the sample is too old, {@code false} also before the first
	 * good sample
	 */
	boolean isStale(GroupLag group);

}
