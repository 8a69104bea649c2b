package io.steadykafka.listener.internal.assignment;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;

import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.KafkaEvent;

/**
 * Follows the assignments of all listeners and tells {@link AssignmentListener}s of them.
 * It composes with the rebalance listener that a container has: that one is called as it
 * would be without the starter.
 */
public interface Assignments extends ContainerPreparer, ApplicationListener<KafkaEvent> {

	/**
	 * The partitions that this instance owns.
	 * @return the partitions, kept up to date
	 */
	OwnedPartitions owned();

	/**
	 * In the order in which they happen, and before the container goes on.
	 */
	@Override
	default boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * Follow assignments.
	 * @param containers the listeners that are looked after
	 * @param listeners whom to tell, in this order; asked for at the first change
	 * @param clock tells how long members take to join
	 * @param containment contains what a listener throws
	 * @return the assignments, empty at first
	 */
	static Assignments follow(ListenerContainers containers, Supplier<List<AssignmentListener>> listeners, Clock clock,
			Containment containment) {
		return new FollowedAssignments(containers, listeners, clock, containment);
	}

}
