package io.steadykafka.listener.internal;

import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Notified of the events of prepared containers, in the order in which they happen and
 * before the container goes on. Beans of this type are called in their order. What one
 * throws is contained.
 * <p>
 * Events of members come on the members' threads, also for a listener that was forgotten
 * while it ran.
 */
public interface ContainerEventListener {

	default void memberStarting(ListenerContainer listener, MessageListenerContainer member) {
	}

	default void memberStarted(ListenerContainer listener, MessageListenerContainer member) {
	}

	/**
	 * The task executor had no thread for the member in time. On the thread that starts
	 * the container.
	 */
	default void memberFailedToStart(ListenerContainer listener, MessageListenerContainer member) {
	}

	/**
	 * Authentication or authorization failed and is retried.
	 */
	default void authFailed(ListenerContainer listener, MessageListenerContainer member,
			ConsumerRetryAuthEvent.Reason reason) {
	}

	/**
	 * A retry of authentication or authorization succeeded.
	 */
	default void authSucceeded(ListenerContainer listener, MessageListenerContainer member) {
	}

	/**
	 * Before the member makes its last commit.
	 */
	default void memberStopping(ListenerContainer listener, MessageListenerContainer member) {
	}

	default void memberStopped(ListenerContainer listener, MessageListenerContainer member,
			ConsumerStoppedEvent.Reason reason) {
	}

	/**
	 * The container has stopped, in general after all its members.
	 */
	default void listenerStopped(ListenerContainer listener) {
	}

	/**
	 * An event of a container of a share group, which is not prepared.
	 */
	default void shareContainerEvent(KafkaEvent event) {
	}

}
