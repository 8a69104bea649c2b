package io.steadykafka.rebalance;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.session.SessionListener;
import io.steadykafka.rebalance.internal.BackgroundThread;
import io.steadykafka.rebalance.internal.PartitionsHook;
import io.steadykafka.rebalance.internal.RebalanceLog;

import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/**
 * Keeps a record of what rebalances do to each listener: one record a rebalance and
 * listener, whatever the listener's concurrency and however many rounds it takes. No
 * broker is asked. Safe for use by several threads.
 * <p>
 * A rebalance is recorded when it is over: when all members that gave partitions up were
 * assigned anew and nothing was heard for two heartbeats, when the next one begins, or
 * when the application ends. Then it is logged at INFO, counted, and published as an
 * event of the application, on a thread of its own.
 */
public interface Rebalances extends AssignmentListener, ContainerPreparer, ApplicationListener<ConsumerStoppedEvent>,
		SessionListener, AutoCloseable {

	/**
	 * How many rebalances are kept.
	 */
	int MOST_RECENT = 100;

	/**
	 * In the order in which they happen, and before the container goes on.
	 */
	@Override
	default boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * The last rebalances of all listeners.
	 * @return at most {@value #MOST_RECENT}, the newest first
	 */
	List<Rebalance> recent();

	/**
	 * The last rebalance of a listener.
	 * @param listener the listener
	 * @return the rebalance, empty if none is over yet
	 */
	Optional<Rebalance> last(ListenerContainer listener);

	/**
	 * How many rebalances there were of a kind and a cause.
	 * @param listener the listener
	 * @param kind the worst that they did
	 * @param cause why they happened
	 * @return the number since the application started
	 */
	long count(ListenerContainer listener, Kind kind, Cause cause);

	/**
	 * How many rebalances there were of a kind, whatever their cause.
	 * @param listener the listener
	 * @param kind the worst that they did
	 * @return the number since the application started
	 */
	default long count(ListenerContainer listener, Kind kind) {
		return Arrays.stream(Cause.values()).mapToLong((cause) -> count(listener, kind, cause)).sum();
	}

	/**
	 * Sums over all rebalances of a listener.
	 * @param listener the listener
	 * @return the sums since the application started
	 */
	RebalanceTotals totals(ListenerContainer listener);

	/**
	 * The rebalances that took partitions from a listener that did not start or stop
	 * itself.
	 * @param listener the listener
	 * @return those of the last hours, the oldest first; at most 4000
	 */
	List<Disturbance> disturbances(ListenerContainer listener);

	@Override
	void close();

	/**
	 * Start to keep records.
	 * @param options what they are made with
	 * @param containers the listeners that are looked after
	 * @param containment contains what fails, of the application's listeners too
	 * @return the records, none at first
	 */
	static Rebalances record(Options options, ListenerContainers containers, Containment containment) {
		PartitionsHook hook = new PartitionsHook(options.listeners(), options.publisher(), containment);
		return new RebalanceLog(options, containers, hook, new BackgroundThread(), containment);
	}

	/**
	 * What records are made with, and who is told.
	 *
	 * @param clock tells when something happened
	 * @param listeners the application's listeners, in the order in which they are told;
	 * asked for whenever a listener container is prepared
	 * @param publisher publishes an event of the application
	 */
	record Options(Clock clock, Supplier<List<PartitionsListener>> listeners, Consumer<Object> publisher) {

	}

}
