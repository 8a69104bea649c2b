package io.steadykafka.listener;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * What a rebalance did to one member of a listener.
 *
 * @param listener the listener
 * @param kind what happened to the partitions
 * @param partitions the partitions that it happened to; may be empty for
 * {@link Kind#ASSIGNED}: a rebalance that changed nothing for this member
 * @param generation the group's generation (classic protocol) or the member's epoch
 * (consumer protocol); -1 if the member has none
 * @param ownDoing whether the listener itself is the cause: it is being stopped, or some
 * of its members own nothing yet and the others hand them partitions, for a minute after
 * the first one was assigned something at most
 */
public record AssignmentChange(ListenerContainer listener, Kind kind, Set<TopicPartition> partitions, int generation,
		boolean ownDoing) {

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

}
