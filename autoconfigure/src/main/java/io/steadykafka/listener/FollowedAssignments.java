package io.steadykafka.listener;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.steadykafka.containment.Containment;
import io.steadykafka.listener.AssignmentChange.Kind;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Puts a {@link ComposedRebalanceListener} into each container that subscribes, and takes
 * the partitions of the others from their containers when they start and stop.
 */
final class FollowedAssignments implements Assignments {

	private final AssignmentLedger ledger;

	private final ListenerContainers containers;

	private final Supplier<List<AssignmentListener>> lookUp;

	private final Set<ListenerContainer> known = ConcurrentHashMap.newKeySet();

	private volatile List<AssignmentListener> listeners = List.of();

	private final Containment containment;

	FollowedAssignments(ListenerContainers containers, Supplier<List<AssignmentListener>> listeners, Clock clock,
			Containment containment) {
		this.ledger = new AssignmentLedger(clock);
		this.containers = containers;
		this.lookUp = listeners;
		this.containment = containment;
	}

	@Override
	public OwnedPartitions owned() {
		return this.ledger;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		this.known.add(listener);
		// Not when an assignment changes: beans are not looked up on the consumer's
		// thread.
		this.listeners = this.lookUp.get();
		ContainerProperties properties = listener.container().getContainerProperties();
		ConsumerRebalanceListener present = properties.getConsumerRebalanceListener();
		properties.setConsumerRebalanceListener(new ComposedRebalanceListener(listener,
				(present != null) ? present : new LoggingRebalanceListener(listener.group()), this));
	}

	@Override
	public void forget(ListenerContainer listener) {
		// It may go on running, and its callbacks come here as before.
		this.known.remove(listener);
		this.ledger.forget(listener);
	}

	void assigned(ListenerContainer listener, Consumer<?, ?> member, Collection<TopicPartition> partitions) {
		if (!this.known.contains(listener)) {
			return;
		}
		contained(() -> {
			this.ledger.add(listener, member, partitions);
			tell(listener, Kind.ASSIGNED, Set.copyOf(partitions), member.groupMetadata().generationId());
		});
	}

	void revoked(ListenerContainer listener, Consumer<?, ?> member, Collection<TopicPartition> partitions) {
		contained(() -> {
			Set<TopicPartition> revoked = this.ledger.remove(listener, member, partitions);
			// After a loss the container calls the revoke callbacks too: nothing is owned
			// any more by then, and nothing happened a second time.
			if (!revoked.isEmpty()) {
				tell(listener, Kind.REVOKED, revoked, member.groupMetadata().generationId());
			}
		});
	}

	void lost(ListenerContainer listener, Consumer<?, ?> member, Collection<TopicPartition> partitions) {
		contained(() -> {
			Set<TopicPartition> lost = this.ledger.remove(listener, member, partitions);
			// The consumer protocol tells of the loss of nothing at each clean stop.
			if (!lost.isEmpty()) {
				tell(listener, Kind.LOST, lost, -1);
			}
		});
	}

	@Override
	public void onApplicationEvent(KafkaEvent event) {
		if (event instanceof ConsumerStartingEvent || event instanceof ConsumerStartedEvent
				|| event instanceof ConsumerStoppedEvent) {
			contained(() -> this.containers.find(event.getContainer(MessageListenerContainer.class))
				.ifPresent((listener) -> startedOrStopped(listener, event)));
		}
	}

	private void startedOrStopped(ListenerContainer listener, KafkaEvent event) {
		if (event instanceof ConsumerStartingEvent) {
			this.ledger.memberStarting(listener);
			return;
		}
		if (event instanceof ConsumerStoppedEvent) {
			this.ledger.memberStopped(listener);
		}
		if (listener.isSubscribed() || !(event.getSource() instanceof MessageListenerContainer member)) {
			return;
		}
		Collection<TopicPartition> partitions = member.getAssignedPartitions();
		if (event instanceof ConsumerStoppedEvent) {
			Set<TopicPartition> given = this.ledger.removeAll(listener, member);
			tell(listener, Kind.REVOKED, given, -1);
		}
		else if (partitions != null) {
			this.ledger.add(listener, member, partitions);
			tell(listener, Kind.ASSIGNED, Set.copyOf(partitions), -1);
		}
	}

	private void tell(ListenerContainer listener, Kind kind, Set<TopicPartition> partitions, int generation) {
		boolean stopping = !listener.container().isRunning();
		boolean ownDoing = stopping || this.ledger.isJoining(listener);
		AssignmentChange change = new AssignmentChange(listener, kind, partitions, generation, ownDoing);
		this.listeners.forEach((told) -> this.containment.run("assignment listener " + told.getClass().getSimpleName(),
				() -> told.onChange(change)));
	}

	private void contained(Runnable action) {
		this.containment.run("record of assignments", action);
	}

}
