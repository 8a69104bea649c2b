package io.steadykafka.listener.internal;

import java.util.List;

import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Ends the current polls of a listener's members, in the way the container itself does.
 */
public final class ConsumerWakeup {

	/**
	 * No topic has this name, so that only the poll is resumed.
	 */
	private static final TopicPartition NOTHING = new TopicPartition("", 0);

	private ConsumerWakeup() {
	}

	/**
	 * Blocks while the container is starting.
	 */
	public static void wake(ListenerContainer listener) {
		List<? extends MessageListenerContainer> members = (listener
			.container() instanceof ConcurrentMessageListenerContainer<?, ?> concurrent) ? concurrent.getContainers()
					: List.of(listener.container());
		members.stream()
			.filter(MessageListenerContainer::isRunning)
			.forEach((member) -> member.resumePartition(NOTHING));
	}

}
