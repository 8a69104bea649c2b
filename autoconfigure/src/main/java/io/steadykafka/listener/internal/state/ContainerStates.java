package io.steadykafka.listener.internal.state;

import java.util.List;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;

import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The present state of each listener's container. No broker is asked. Safe for use by
 * several threads.
 * <p>
 * {@code isRunning()} alone does not tell: it stays {@code true} while members end one by
 * one, and after a member failed to start. So the events of the container are followed
 * too.
 */
public interface ContainerStates extends ContainerPreparer, ApplicationListener<KafkaEvent> {

	/**
	 * The state of a listener's container at this moment.
	 */
	ContainerState of(ListenerContainer listener);

	/**
	 * The members that started since the listener's container was started last, those
	 * that ended too. The container itself would have to be asked with its lifecycle's
	 * lock.
	 * @return the members' own containers
	 */
	List<MessageListenerContainer> members(ListenerContainer listener);

	/**
	 * In the order in which they happen, and before the container goes on.
	 */
	@Override
	default boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * Follow the containers' events.
	 * @param containers the listeners that are looked after
	 * @param containment contains what fails, because events come on the consumer's
	 * thread
	 */
	static ContainerStates follow(ListenerContainers containers, Containment containment) {
		return new FollowedStates(containers, containment);
	}

}
