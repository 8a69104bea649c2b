package io.steadykafka.rebalance.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Disturbance;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.RebalanceTotals;
import io.steadykafka.rebalance.Rebalances;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Keeps one {@link ListenerRebalances} a listener, and the last rebalances of all.
 */
public final class RebalanceLog implements Rebalances {

	private static final Log logger = LogFactory.getLog(Rebalances.class);

	private final Clock clock;

	private final ListenerContainers containers;

	private final PartitionsHook hook;

	private final Background background;

	private final Containment containment;

	private final Map<ListenerContainer, ListenerRebalances> listeners = new ConcurrentHashMap<>();

	/**
	 * Listeners that will be looked at again.
	 */
	private final Set<ListenerRebalances> expected = ConcurrentHashMap.newKeySet();

	private final Deque<Rebalance> recent = new ArrayDeque<>();

	private final FencedMembers fenced = new FencedMembers();

	public RebalanceLog(Options options, ListenerContainers containers, PartitionsHook hook, Background background,
			Containment containment) {
		this.clock = options.clock();
		this.containers = containers;
		this.hook = hook;
		this.background = background;
		this.containment = containment;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		this.hook.prepare();
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
			.ifPresent((over) -> add(over, (tell) -> this.background.after(Duration.ZERO, tell)));
		expect(rebalances);
		this.hook.tell(change);
	}

	@Override
	public void afterCommit(AssignmentChange change) {
		if (this.listeners.containsKey(change.listener())) {
			this.hook.tellAfterCommit(change);
		}
	}

	@Override
	public void onApplicationEvent(ConsumerStoppedEvent event) {
		this.containment.run("record of rebalances", () -> this.containers
			.find(event.getContainer(MessageListenerContainer.class))
			.map(this.listeners::get)
			.ifPresent(
					(rebalances) -> rebalances.memberEnded(this.fenced.reason(event.getSource(), event.getReason()))));
	}

	@Override
	public SessionHooks polling(ListenerContainer listener, MessageListenerContainer member,
			org.apache.kafka.clients.consumer.Consumer<?, ?> consumer) {
		return this.fenced.polls(member);
	}

	private void expect(ListenerRebalances rebalances) {
		if (this.expected.add(rebalances)) {
			this.background.after(rebalances.timeBetweenLooks(),
					() -> this.containment.run("record of rebalances", () -> look(rebalances)));
		}
	}

	private void look(ListenerRebalances rebalances) {
		this.expected.remove(rebalances);
		rebalances.closeIfOver(this.clock.instant()).ifPresent((over) -> add(over, Runnable::run));
		if (rebalances.isUnderWay()) {
			expect(rebalances);
		}
	}

	private void add(Rebalance over, Consumer<Runnable> teller) {
		synchronized (this.recent) {
			this.recent.addFirst(over);
			if (this.recent.size() > MOST_RECENT) {
				this.recent.removeLast();
			}
		}
		teller.accept(() -> {
			logger.info(over.describe());
			this.hook.publish(over);
		});
	}

	@Override
	public List<Rebalance> recent() {
		synchronized (this.recent) {
			return List.copyOf(this.recent);
		}
	}

	@Override
	public Optional<Rebalance> last(ListenerContainer listener) {
		return of(listener).last();
	}

	@Override
	public long count(ListenerContainer listener, Kind kind, Cause cause) {
		return of(listener).count(kind, cause);
	}

	@Override
	public RebalanceTotals totals(ListenerContainer listener) {
		return of(listener).totals();
	}

	@Override
	public List<Disturbance> disturbances(ListenerContainer listener) {
		return of(listener).disturbances();
	}

	private ListenerRebalances of(ListenerContainer listener) {
		ListenerRebalances known = this.listeners.get(listener);
		return (known != null) ? known : new ListenerRebalances(listener);
	}

	@Override
	public void close() {
		this.background.close();
		// The application ends, and nobody is there to be told any more.
		this.listeners.values()
			.forEach((rebalances) -> rebalances.close().ifPresent((over) -> logger.info(over.describe())));
	}

}
