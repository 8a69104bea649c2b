package io.steadykafka.rebalance;

import java.util.List;
import java.util.Optional;

/**
 * The rebalances of all listeners in this instance, as a bean: one {@link Rebalance} per
 * rebalance and listener, regardless of the listener's concurrency and of the number of
 * rounds. Brokers are not asked. Safe for use by several threads.
 * <p>
 * A rebalance is recorded when it is over: when all members that gave partitions up were
 * assigned again and nothing happened for two heartbeats, when the next one begins, or
 * when the application ends. Then it is logged at INFO, counted, and published as an
 * application event, on a background thread.
 */
public interface Rebalances {

	/**
	 * How many rebalances are kept.
	 */
	int MOST_RECENT = 100;

	/**
	 * The last rebalances of all listeners.
	 * @return at most {@value #MOST_RECENT}, the newest first; a copy
	 */
	List<Rebalance> recent();

	/**
	 * The last rebalance of a listener.
	 * @param listener the id of the listener
	 * @return the rebalance, empty if none is over yet or no listener has the id
	 */
	Optional<Rebalance> last(String listener);

}
