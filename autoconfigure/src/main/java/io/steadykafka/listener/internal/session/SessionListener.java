package io.steadykafka.listener.internal.session;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Hooks into the session of each member: from its first poll to its stop. Beans of this
 * type are called in their order, on the consumer's thread: they must neither block nor
 * ask the broker. What one throws is contained.
 */
@FunctionalInterface
public interface SessionListener {

	/**
	 * A member polls for the first time since it was started.
	 * @param member the member's own container
	 * @param consumer its consumer, for use in the hooks; its metrics may be read by any
	 * thread
	 * @return what to call in this session, {@link SessionHooks#NONE} for nothing
	 */
	SessionHooks polling(ListenerContainer listener, MessageListenerContainer member, Consumer<?, ?> consumer);

}
