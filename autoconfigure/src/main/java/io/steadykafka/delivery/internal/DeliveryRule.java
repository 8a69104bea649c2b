package io.steadykafka.delivery.internal;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * Has a say in what a listener is handed over. Called on the thread of the listener's
 * consumer, several consumers of one listener at a time; must neither block nor throw.
 */
public interface DeliveryRule {

	/**
	 * Called before each poll. May seek and commit.
	 */
	default void beforePoll(ListenerContainer listener, Consumer<?, ?> consumer) {
	}

	/**
	 * The partitions that nothing is to be handed over of, and how much longer.
	 * @return the partitions that wait, and for how long; empty for most of the time
	 */
	default Map<TopicPartition, Duration> waiting(ListenerContainer listener) {
		return Map.of();
	}

	/**
	 * How much may be handed over next.
	 * @return the bounds of the next portion
	 */
	default DeliveryLimit allowance(ListenerContainer listener, Consumer<?, ?> consumer) {
		return DeliveryLimit.ALL;
	}

	/**
	 * A portion was handed over.
	 * @param records how many records it has
	 */
	default void handedOver(ListenerContainer listener, Consumer<?, ?> consumer, int records) {
	}

	/**
	 * A record can't be decoded. The consumer stays on it until it seeks.
	 * @param exception what the deserializer threw, with the record's bytes
	 * @return {@code true} if the record's partition waits from now on, {@code false} to
	 * have the container handle the exception
	 */
	default boolean undecodable(ListenerContainer listener, Consumer<?, ?> consumer,
			RecordDeserializationException exception) {
		return false;
	}

	/**
	 * Whether records that a listener fails on are looked after. Where they are, nothing
	 * is committed beyond a record that failed after it was acknowledged, until it is
	 * processed or the consumer seeks beyond it.
	 * @return {@code true} if each of them is handed over again or passed by a seek
	 */
	default boolean handlesFailures(ListenerContainer listener) {
		return false;
	}

	/**
	 * The container gave a record up before the listener was called: an interceptor threw
	 * an exception in a transaction. It will be handed over again.
	 */
	default void abandoned(ListenerContainer listener, Consumer<?, ?> consumer, ConsumerRecord<?, ?> record) {
	}

}
