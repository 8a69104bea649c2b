package io.steadykafka.listener.internal.assignment;

/**
 * Notified of every assignment change of every listener, on the consumer's thread: it
 * must return quickly and must not ask the broker. What it throws is contained.
 */
@FunctionalInterface
public interface AssignmentListener {

	/**
	 * Partitions were assigned, revoked or lost; {@link OwnedPartitions} already has the
	 * new state.
	 */
	void onChange(AssignmentChange change);

	/**
	 * The container has committed the offsets of revoked partitions, after
	 * {@link #onChange}. Not called for lost partitions.
	 */
	default void afterCommit(AssignmentChange change) {
	}

}
