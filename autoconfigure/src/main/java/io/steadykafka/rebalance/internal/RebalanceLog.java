package io.steadykafka.rebalance.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.steadykafka.listener.internal.ContainerEventListener;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.listener.internal.session.SessionListener;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;
import io.steadykafka.rebalance.Rebalances;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Keeps the {@link ListenerRebalances} of each listener, and the last rebalances of all.
 */
public final class RebalanceLog implements Rebalances, AssignmentListener, ContainerPreparer, ContainerEventListener,
		SessionListener, AutoCloseable {

	private static final Log logger = LogFactory.getLog(Rebalances.class);

	private final Clock clock;

	private final PartitionsPublisher publisher;

	private final ScheduledExecutorService background;

	private final Containment containment;

	private final Map<ListenerContainer, ListenerRebalances> listeners = new ConcurrentHashMap<>();

	/**
	 * Listeners with a check of their open rebalance to come.
	 */
	private final Set<ListenerRebalances> toCheck = ConcurrentHashMap.newKeySet();

	private final Deque<Rebalance> recent = new ArrayDeque<>();

	private final FencedMembers fenced = new FencedMembers();

	/**
	 * Create a log without rebalances.
	 * @param background runs what must not run on the consumer's thread: it discards what
	 * is submitted after its shutdown, which this log does when it is closed
	 * @param containment contains what fails
	 */
	public RebalanceLog(Clock clock, PartitionsPublisher publisher, ScheduledExecutorService background,
			Containment containment) {
		this.clock = clock;
		this.publisher = publisher;
		this.background = background;
		this.containment = containment;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		this.publisher.prepare();
		if (listener.isSubscribed()) {
			this.listeners.put(listener, new ListenerRebalances(listener));
		}
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

	@Override
	public void onChange(AssignmentChange change) {
		ListenerRebalances rebalances = this.listeners.get(change.listener());
		// Partitions that a listener names itself take no part in rebalances.
		if (rebalances == null) {
			return;
		}
		rebalances.add(change, this.clock.instant())
			.ifPresent((over) -> add(over, (publish) -> after(Duration.ZERO, publish)));
		checkLater(rebalances);
		this.publisher.changed(change);
	}

	@Override
	public void afterCommit(AssignmentChange change) {
		if (this.listeners.containsKey(change.listener())) {
			this.publisher.committed(change);
		}
	}

	@Override
	public void memberStopped(ListenerContainer listener, MessageListenerContainer member, Reason reason) {
		ListenerRebalances rebalances = this.listeners.get(listener);
		if (rebalances != null) {
			rebalances.memberEnded(this.fenced.reason(member, reason));
		}
	}

	@Override
	public SessionHooks polling(ListenerContainer listener, MessageListenerContainer member,
			org.apache.kafka.clients.consumer.Consumer<?, ?> consumer) {
		return this.fenced.polls(member);
	}

	private void checkLater(ListenerRebalances rebalances) {
		if (this.toCheck.add(rebalances)) {
			after(rebalances.checkInterval(),
					() -> this.containment.run("record of rebalances", () -> check(rebalances)));
		}
	}

	private void after(Duration delay, Runnable action) {
		Future<?> unused = this.background.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void check(ListenerRebalances rebalances) {
		this.toCheck.remove(rebalances);
		rebalances.closeIfOver(this.clock.instant()).ifPresent((over) -> add(over, Runnable::run));
		if (rebalances.isUnderWay()) {
			checkLater(rebalances);
		}
	}

	private void add(Rebalance over, Consumer<Runnable> executor) {
		synchronized (this.recent) {
			this.recent.addFirst(over);
			if (this.recent.size() > MOST_RECENT) {
				this.recent.removeLast();
			}
		}
		executor.accept(() -> {
			logger.info(over.describe());
			this.publisher.publish("Rebalance", over);
		});
	}

	@Override
	public List<Rebalance> recent() {
		synchronized (this.recent) {
			return List.copyOf(this.recent);
		}
	}

	@Override
	public Optional<Rebalance> last(String listener) {
		return this.listeners.keySet()
			.stream()
			.filter((known) -> known.id().equals(listener))
			.findFirst()
			.flatMap(this::last);
	}

	public Optional<Rebalance> last(ListenerContainer listener) {
		return of(listener).last();
	}

	public long count(ListenerContainer listener, Kind kind, Cause cause) {
		return of(listener).count(kind, cause);
	}

	public long count(ListenerContainer listener, Kind kind) {
		return Arrays.stream(Cause.values()).mapToLong((cause) -> count(listener, kind, cause)).sum();
	}

	public RebalanceTotals totals(ListenerContainer listener) {
		return of(listener).totals();
	}

	/**
	 * The rebalances that took partitions from a listener that did not start or stop
	 * itself.
	 * @return those of the last hours, the oldest first; at most 4000
	 */
	public List<Disturbance> disturbances(ListenerContainer listener) {
		return of(listener).disturbances();
	}

	private ListenerRebalances of(ListenerContainer listener) {
		ListenerRebalances known = this.listeners.get(listener);
		return (known != null) ? known : new ListenerRebalances(listener);
	}

	@Override
	public void close() {
		this.background.shutdownNow();
		// The application ends: nothing is published anymore.
		this.listeners.values()
			.forEach((rebalances) -> rebalances.close().ifPresent((over) -> logger.info(over.describe())));
	}

}
