package io.steadykafka.listener.internal.assignment;

import java.time.Duration;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a rebalance did to one member of a listener.
 *
 * @param partitions the partitions concerned; may be empty for {@link Kind#ASSIGNED}: a
 * rebalance that changed nothing for this member
 * @param generation the group's generation (classic protocol) or the member's epoch
 * (consumer protocol); -1 if the member has none
 * @param ownDoing whether the listener itself is the cause: it is being stopped, or its
 * members are still joining and take partitions from each other, for at most a minute
 * after the first one joined
 */
public record AssignmentChange(ListenerContainer listener, Kind kind, Set<TopicPartition> partitions, int generation,
		boolean ownDoing, Member member) {

	/**
	 * A change of a listener that names its partitions: all its members count as one.
	 */
	public AssignmentChange(ListenerContainer listener, Kind kind, Set<TopicPartition> partitions, int generation,
			boolean ownDoing) {
		this(listener, kind, partitions, generation, ownDoing, new Member(listener, false, Set.of(), Duration.ZERO, 0));
	}

	/**
	 * What happened to the partitions, as reported to
	 * {@link org.apache.kafka.clients.consumer.ConsumerRebalanceListener}.
	 */
	public enum Kind {

		/**
		 * The member may read the partitions from now on.
		 */
		ASSIGNED,

		/**
		 * The member gave the partitions up and could commit before.
		 */
		REVOKED,

		/**
		 * The member lost the partitions; another member may own them already.
		 */
		LOST

	}

	/**
	 * What a member knows of itself without asking a broker.
	 *
	 * @param key identifies the member: the same object in all its changes, to be kept
	 * weakly
	 * @param stopping whether the listener's container is being stopped
	 * @param topics the topics that the member subscribes to now; those that match a
	 * pattern
	 * @param longestBetweenPolls the longest time between two polls of about the last
	 * minute, including the one that ended with this change; zero if not known
	 * @param failedRebalances rebalances that failed since the member was created, by
	 * Kafka's count, which may include a normal start
	 */
	public record Member(Object key, boolean stopping, Set<String> topics, Duration longestBetweenPolls,
			double failedRebalances) {

	}

}
