package io.steadykafka.rebalance;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of a listener were assigned, revoked or lost. Told to
 * {@link PartitionsListener}s, and published as an event of the application, both on the
 * consumer's thread: whoever listens should return quickly.
 *
 * @param listener the id of the listener
 * @param group its group
 * @param step what happened
 * @param partitions the partitions that it happened to; may be empty for
 * {@link Step#ASSIGNED}: a rebalance that changed nothing for this member
 */
public record PartitionsEvent(String listener, String group, Step step, Set<TopicPartition> partitions) {

	/**
	 * What happened to the partitions.
	 */
	public enum Step {

		/**
		 * A member may read the partitions from now on.
		 */
		ASSIGNED,

		/**
		 * A member gives the partitions up; the container has not made its last commit of
		 * them.
		 */
		REVOKED_BEFORE_COMMIT,

		/**
		 * A member gives the partitions up; the container has made its last commit of
		 * them.
		 */
		REVOKED_AFTER_COMMIT,

		/**
		 * A member lost the partitions, and another one may own them already: nothing can
		 * be committed any more.
		 */
		LOST

	}

}
