package io.steadykafka.rebalance;

import java.time.Clock;

import io.steadykafka.listener.AssignmentChange.Kind;
import io.steadykafka.listener.AssignmentListener;
import io.steadykafka.listener.ContainerPreparer;
import io.steadykafka.listener.ListenerContainer;

/**
 * Counts what rebalances do to each listener. No broker is asked. Safe for use by several
 * threads.
 * <p>
 * A rebalance counts once a kind and listener, however many members (concurrency) the
 * listener has in it: under the classic protocol members of one rebalance have the same
 * generation. Under the consumer protocol each epoch of the group that a member gets to
 * counts, once. A loss belongs to one member alone, so each counts.
 */
public interface Rebalances extends AssignmentListener, ContainerPreparer {

	/**
	 * The counts of a listener.
	 * @param listener the listener
	 * @return the counts up to now
	 */
	RebalanceCounts of(ListenerContainer listener);

	/**
	 * One of the counts of a listener.
	 * @param listener the listener
	 * @param kind which one
	 * @return the number since the application started
	 */
	long count(ListenerContainer listener, Kind kind);

	/**
	 * Start to count.
	 * @param clock tells when a rebalance happened, and when the last hour began
	 * @return the counts, all zero
	 */
	static Rebalances count(Clock clock) {
		return new RebalanceLog(clock);
	}

}
