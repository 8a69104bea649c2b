package io.steadykafka.listener.internal.assignment;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ContainerEventListener;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Follows the assignments of all listeners and notifies {@link AssignmentListener}s.
 * <p>
 * It puts a {@link ComposedRebalanceListener} into each container, which calls the
 * application's own rebalance listener as before. Listeners that name their partitions
 * have no rebalances: their partitions are read from the containers at start and stop.
 */
public final class Assignments implements ContainerPreparer, ContainerEventListener {

	private final OwnedPartitions owned;

	private final Supplier<List<AssignmentListener>> lookUp;

	private final Set<ListenerContainer> known = ConcurrentHashMap.newKeySet();

	/**
	 * Revocations whose offsets are not committed yet, by the members' threads.
	 */
	private final Map<Thread, AssignmentChange> uncommitted = new ConcurrentHashMap<>();

	private volatile List<AssignmentListener> listeners = List.of();

	private final Containment containment;

	/**
	 * Follow assignments.
	 * @param listeners notified of each change, in this order; looked up at each
	 * preparation
	 */
	public Assignments(Supplier<List<AssignmentListener>> listeners, Clock clock, Containment containment) {
		this.owned = new OwnedPartitions(clock);
		this.lookUp = listeners;
		this.containment = containment;
	}

	public OwnedPartitions owned() {
		return this.owned;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		this.known.add(listener);
		// Here, because beans should not be looked up on the consumer's thread.
		this.listeners = this.lookUp.get();
		ContainerProperties properties = listener.container().getContainerProperties();
		ConsumerRebalanceListener present = properties.getConsumerRebalanceListener();
		properties.setConsumerRebalanceListener(new ComposedRebalanceListener(listener,
				(present != null) ? present : new LoggingRebalanceListener(listener.group()), this));
	}

	@Override
	public void forget(ListenerContainer listener) {
		// If it goes on running, its callbacks still come here.
		this.known.remove(listener);
		this.owned.forget(listener);
	}

	void assigned(ListenerContainer listener, Consumer<?, ?> member, Collection<TopicPartition> partitions) {
		if (!this.known.contains(listener)) {
			return;
		}
		contained(() -> {
			this.owned.add(listener, member, partitions);
			tell(changeOf(listener, member, Kind.ASSIGNED, Set.copyOf(partitions)));
		});
	}

	void revoked(ListenerContainer listener, Consumer<?, ?> member, Collection<TopicPartition> partitions) {
		contained(() -> {
			Set<TopicPartition> revoked = this.owned.remove(listener, member, partitions);
			// After a loss the container calls the revoke callbacks too, when nothing is
			// owned any more.
			if (!revoked.isEmpty()) {
				AssignmentChange change = changeOf(listener, member, Kind.REVOKED, revoked);
				this.uncommitted.put(Thread.currentThread(), change);
				tell(change);
			}
		});
	}

	void committed() {
		AssignmentChange change = this.uncommitted.remove(Thread.currentThread());
		if (change != null) {
			this.listeners.forEach((target) -> contained(target, () -> target.afterCommit(change)));
		}
	}

	void lost(ListenerContainer listener, Consumer<?, ?> member, Collection<TopicPartition> partitions) {
		contained(() -> {
			this.uncommitted.remove(Thread.currentThread());
			Set<TopicPartition> lost = this.owned.remove(listener, member, partitions);
			// The consumer protocol reports an empty loss at each clean stop.
			if (!lost.isEmpty()) {
				tell(changeOf(listener, member, Kind.LOST, lost));
			}
		});
	}

	@Override
	public void memberStarting(ListenerContainer listener, MessageListenerContainer member) {
		this.owned.memberStarting(listener);
	}

	@Override
	public void memberStarted(ListenerContainer listener, MessageListenerContainer member) {
		Collection<TopicPartition> partitions = member.getAssignedPartitions();
		if (isAssignedByHand(listener) && partitions != null) {
			this.owned.add(listener, member, partitions);
			tell(changeOf(listener, Kind.ASSIGNED, Set.copyOf(partitions)));
		}
	}

	@Override
	public void memberStopped(ListenerContainer listener, MessageListenerContainer member, Reason reason) {
		this.owned.memberStopped(listener);
		// The application's rebalance listener may have thrown before the commit.
		this.uncommitted.remove(Thread.currentThread());
		if (isAssignedByHand(listener)) {
			tell(changeOf(listener, Kind.REVOKED, this.owned.removeAll(listener, member)));
		}
	}

	private boolean isAssignedByHand(ListenerContainer listener) {
		return !listener.isSubscribed() && this.known.contains(listener);
	}

	private AssignmentChange changeOf(ListenerContainer listener, Consumer<?, ?> member, Kind kind,
			Set<TopicPartition> partitions) {
		boolean stopping = isStopping(listener);
		int generation = (kind != Kind.LOST) ? member.groupMetadata().generationId() : -1;
		return new AssignmentChange(listener, kind, partitions, generation, stopping || this.owned.isJoining(listener),
				ConsumerMetadata.of(member, stopping));
	}

	private AssignmentChange changeOf(ListenerContainer listener, Kind kind, Set<TopicPartition> partitions) {
		return new AssignmentChange(listener, kind, partitions, -1,
				isStopping(listener) || this.owned.isJoining(listener));
	}

	private static boolean isStopping(ListenerContainer listener) {
		return !listener.container().isRunning();
	}

	private void tell(AssignmentChange change) {
		this.listeners.forEach((target) -> contained(target, () -> target.onChange(change)));
	}

	private void contained(AssignmentListener target, Runnable action) {
		this.containment.run("assignment listener " + target.getClass().getSimpleName(), action);
	}

	private void contained(Runnable action) {
		this.containment.run("record of assignments", action);
	}

}
