package io.steadykafka.failure;

import java.util.List;

import io.steadykafka.listener.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Ends the polls of a listener's members, as the container does it itself: only while
 * they poll.
 */
final class WakeUps {

	/**
	 * No topic has this name, so nothing is resumed but the poll.
	 */
	private static final TopicPartition NOTHING = new TopicPartition("", 0);

	private WakeUps() {
	}

	/**
	 * Wake the members. Not on a thread that must not wait: the container may be
	 * starting.
	 * @param listener the listener
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
