package io.steadykafka.listener.internal;

import java.time.Duration;
import java.util.OptionalLong;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads positions of a consumer where one that is not known is no reason to fail, without
 * waiting for a broker and on the consumer's thread.
 */
public final class CurrentPosition {

	private CurrentPosition() {
	}

	/**
	 * The position of a partition that the consumer owns.
	 * @return the offset, empty if the consumer does not know it
	 */
	public static OptionalLong of(Consumer<?, ?> consumer, TopicPartition partition) {
		try {
			return OptionalLong.of(consumer.position(partition, Duration.ZERO));
		}
		catch (WakeupException ex) {
			// It is meant for the next poll.
			consumer.wakeup();
			return OptionalLong.empty();
		}
		catch (KafkaException ex) {
			return OptionalLong.empty();
		}
	}

}
