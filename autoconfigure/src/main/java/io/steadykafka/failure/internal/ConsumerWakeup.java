package io.steadykafka.failure.internal;

import java.util.List;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Ends the polls of a listener's members, as the container does it itself: only while
 * they poll.
 */
final class ConsumerWakeup {

	/**
	 * No topic has this name, so nothing is resumed but the poll.
	 */
	private static final TopicPartition NOTHING = new TopicPartition("", 0);

	private ConsumerWakeup() {
	}

	/**
	 * Wake the members. Not on a thread that must not wait: the container may be
	 * starting.
	 */
	static void wake(ListenerContainer listener) {
		List<? extends MessageListenerContainer> members = (listener
			.container() instanceof ConcurrentMessageListenerContainer<?, ?> concurrent) ? concurrent.getContainers()
					: List.of(listener.container());
		members.stream()
			.filter(MessageListenerContainer::isRunning)
			.forEach((member) -> member.resumePartition(NOTHING));
	}

}
