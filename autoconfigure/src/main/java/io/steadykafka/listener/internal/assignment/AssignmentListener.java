package io.steadykafka.listener.internal.assignment;

/**
 * Told of every assignment change of every listener, on the consumer's thread: it must
 * return quickly and must not ask the broker. What it throws is contained.
 */
@FunctionalInterface
public interface AssignmentListener {

	/**
	 * Partitions were assigned, revoked or lost; {@link OwnedPartitions} tells the new
	 * state already.
	 */
	void onChange(AssignmentChange change);

	/**
	 * The container has made the commit of partitions that were revoked:
	 * {@link #onChange} told of them before it. Not called for partitions that were lost.
	 */
	default void afterCommit(AssignmentChange change) {
	}

}
