package io.steadykafka.failure.internal;

import java.util.List;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Ends the current polls of a listener's members, in the way the container itself does.
 */
final class ConsumerWakeup {

	/**
	 * No topic has this name, so that only the poll is resumed.
	 */
	private static final TopicPartition NOTHING = new TopicPartition("", 0);

	private ConsumerWakeup() {
	}

	/**
	 * Blocks while the container is starting.
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
