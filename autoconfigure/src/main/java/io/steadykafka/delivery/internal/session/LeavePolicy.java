package io.steadykafka.delivery.internal.session;

import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;

/**
 * What a static member, one with a {@code group.instance.id}, does with its membership
 * when it stops regularly. A dynamic member always leaves (KIP-1092).
 */
public enum LeavePolicy {

	/**
	 * The others get its partitions at once.
	 */
	LEAVE(GroupMembershipOperation.LEAVE_GROUP),

	/**
	 * Its partitions wait for it, for as long as the session timeout: no rebalance if it
	 * is back by then.
	 */
	STAY_FOR_RESTART(GroupMembershipOperation.REMAIN_IN_GROUP);

	private final GroupMembershipOperation operation;

	LeavePolicy(GroupMembershipOperation operation) {
		this.operation = operation;
	}

	public GroupMembershipOperation operation() {
		return this.operation;
	}

}
