package io.steadykafka.listener.internal.assignment;

import java.util.List;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that this application instance owns, as its own rebalance callbacks
 * tell; no broker is asked. Safe for use by several threads.
 */
public interface OwnedPartitions {

	/**
	 * The partitions that the listener's members own together.
	 */
	Set<TopicPartition> of(ListenerContainer listener);

	/**
	 * How many partitions each member of the listener owns in this instance. Members that
	 * joined and own nothing are among them.
	 * @return one number a member, in no order
	 */
	List<Integer> perMember(ListenerContainer listener);

	/**
	 * Whether any listener of the group owns the partition in this instance.
	 * @return {@code true} if it is owned here
	 */
	boolean owns(String group, TopicPartition partition);

	/**
	 * Whether the listener was ever told of an assignment, an empty one included.
	 * @return {@code true} if it joined its group at least once
	 */
	boolean everAssigned(ListenerContainer listener);

}
