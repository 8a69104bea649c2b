package io.steadykafka.listener.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConcurrentContainerStoppedEvent;
import org.springframework.kafka.event.ConsumerFailedToStartEvent;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppingEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.AbstractShareKafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Receives the events of all containers, on the threads that they happen on, resolves
 * their listeners and members, and notifies {@link ContainerEventListener}s. Thread-safe.
 */
public final class ContainerEvents implements ContainerPreparer, ApplicationListener<KafkaEvent> {

	private final ListenerContainers containers;

	private final Supplier<List<ContainerEventListener>> lookUp;

	private final Containment containment;

	/**
	 * The listeners of prepared containers, including forgotten ones that have not
	 * stopped.
	 */
	private final Map<MessageListenerContainer, ListenerContainer> prepared = new ConcurrentHashMap<>();

	private volatile List<ContainerEventListener> listeners = List.of();

	/**
	 * Create a dispatcher.
	 * @param listeners notified in this order; looked up at each preparation
	 */
	public ContainerEvents(ListenerContainers containers, Supplier<List<ContainerEventListener>> listeners,
			Containment containment) {
		this.containers = containers;
		this.lookUp = listeners;
		this.containment = containment;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		// Here, because beans should not be looked up on the consumer's thread.
		this.listeners = this.lookUp.get();
		this.prepared.put(listener.container(), listener);
	}

	@Override
	public void forget(ListenerContainer listener) {
		if (!listener.container().isRunning()) {
			this.prepared.remove(listener.container());
		}
	}

	/**
	 * Some listeners identify a member by its thread, and all rely on the order.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void onApplicationEvent(KafkaEvent event) {
		this.containment.run("container events", () -> {
			if (event.getSource() instanceof AbstractShareKafkaMessageListenerContainer<?, ?>) {
				each((target) -> target.shareContainerEvent(event));
			}
			else if (event.getSource() instanceof MessageListenerContainer member) {
				dispatch(event, member);
			}
		});
	}

	private void dispatch(KafkaEvent event, MessageListenerContainer member) {
		MessageListenerContainer container = event.getContainer(MessageListenerContainer.class);
		ListenerContainer listener = this.containers.find(container).orElseGet(() -> this.prepared.get(container));
		if (listener == null) {
			return;
		}
		if (event instanceof ConsumerStartingEvent) {
			each((target) -> target.memberStarting(listener, member));
		}
		else if (event instanceof ConsumerStartedEvent) {
			each((target) -> target.memberStarted(listener, member));
		}
		else if (event instanceof ConsumerFailedToStartEvent) {
			each((target) -> target.memberFailedToStart(listener, member));
		}
		else if (event instanceof ConsumerRetryAuthEvent retry) {
			each((target) -> target.authFailed(listener, member, retry.getReason()));
		}
		else if (event instanceof ConsumerRetryAuthSuccessfulEvent) {
			each((target) -> target.authSucceeded(listener, member));
		}
		else if (event instanceof ConsumerStoppingEvent) {
			each((target) -> target.memberStopping(listener, member));
		}
		else if (event instanceof ConsumerStoppedEvent stopped) {
			each((target) -> target.memberStopped(listener, member, stopped.getReason()));
		}
		if (isLast(event, member, container)) {
			if (this.containers.find(container).isEmpty() && !container.isRunning()) {
				this.prepared.remove(container);
			}
			each((target) -> target.listenerStopped(listener));
		}
	}

	private static boolean isLast(KafkaEvent event, MessageListenerContainer member,
			MessageListenerContainer container) {
		return event instanceof ConcurrentContainerStoppedEvent
				|| (event instanceof ConsumerStoppedEvent && member.equals(container));
	}

	private void each(Consumer<ContainerEventListener> call) {
		if (this.listeners.isEmpty()) {
			// Nothing is prepared if all containers read with share groups.
			this.listeners = this.lookUp.get();
		}
		this.listeners.forEach((target) -> this.containment
			.run("container events in " + target.getClass().getSimpleName(), () -> call.accept(target)));
	}

}
