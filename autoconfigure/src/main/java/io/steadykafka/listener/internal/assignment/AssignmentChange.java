package io.steadykafka.listener.internal.assignment;

import java.time.Duration;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a rebalance did to one member of a listener.
 *
 * @param kind what happened to the partitions
 * @param partitions the partitions that it happened to; may be empty for
 * {@link Kind#ASSIGNED}: a rebalance that changed nothing for this member
 * @param generation the group's generation (classic protocol) or the member's epoch
 * (consumer protocol); -1 if the member has none
 * @param ownDoing whether the listener itself is the cause: it is being stopped, or some
 * of its members own nothing yet and the others hand them partitions, for a minute after
 * the first one was assigned something at most
 * @param member what the member knows of itself at that moment
 */
public record AssignmentChange(ListenerContainer listener, Kind kind, Set<TopicPartition> partitions, int generation,
		boolean ownDoing, Member member) {

	/**
	 * What happened to a member that tells nothing of itself: all of a listener that
	 * names its partitions are one.
	 * @param kind what happened to the partitions
	 * @param generation the generation, -1 for none
	 * @param ownDoing whether the listener itself is the cause
	 */
	public AssignmentChange(ListenerContainer listener, Kind kind, Set<TopicPartition> partitions, int generation,
			boolean ownDoing) {
		this(listener, kind, partitions, generation, ownDoing, new Member(listener, false, Set.of(), Duration.ZERO, 0));
	}

	/**
	 * What happened to the partitions, as
	 * {@link org.apache.kafka.clients.consumer.ConsumerRebalanceListener} tells it.
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
	 * @param key stands for the member: the same object in all its changes. Of use for
	 * telling members apart only; keep it weakly
	 * @param stopping whether the listener's container is being stopped
	 * @param topics the topics that the member subscribes to now: of a pattern, those
	 * that match
	 * @param longestBetweenPolls the longest time between two polls of the last minute or
	 * less, the one that ended with this change included; zero if not known
	 * @param failedRebalances rebalances that failed since the member was made, by
	 * Kafka's own count: a start in good order may be among them
	 */
	public record Member(Object key, boolean stopping, Set<String> topics, Duration longestBetweenPolls,
			double failedRebalances) {

	}

}
