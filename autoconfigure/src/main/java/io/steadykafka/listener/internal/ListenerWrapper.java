package io.steadykafka.listener.internal;

import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DelegatingMessageListener;

/**
 * Stands around the listener of a container.
 */
public interface ListenerWrapper<T> extends DelegatingMessageListener<T> {

	/**
	 * Wrap the listener. The advice chain stays within the wrapper, and the container
	 * does not know it any more: it would put the chain around the wrapper, and around
	 * that of each member, too.
	 * @param properties the properties of the listener's container
	 * @param wrapping makes the wrapper
	 */
	static void wrap(ContainerProperties properties, UnaryOperator<Object> wrapping) {
		if (properties.getMessageListener() == null) {
			return;
		}
		if (properties.getAdviceChain().length > 0) {
			properties.setMessageListener(properties.getMessageListener());
			properties.setAdviceChain();
		}
		properties.setMessageListener(wrapping.apply(properties.getMessageListener()));
	}

	/**
	 * Forwards seek callbacks. Only for a listener that is a {@link ConsumerSeekAware}
	 * itself: for such a one a container asks the consumer for the position of each
	 * partition that is assigned or idle, which may take its time and fail.
	 */
	interface SeekAware<T> extends ListenerWrapper<T>, ConsumerSeekAware {

		private ConsumerSeekAware aware() {
			return (ConsumerSeekAware) getDelegate();
		}

		@Override
		default void registerSeekCallback(ConsumerSeekCallback callback) {
			aware().registerSeekCallback(callback);
		}

		@Override
		default void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
			aware().onPartitionsAssigned(assignments, callback);
		}

		@Override
		default void onPartitionsRevoked(@Nullable Collection<TopicPartition> partitions) {
			aware().onPartitionsRevoked(partitions);
		}

		@Override
		default void onIdleContainer(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
			aware().onIdleContainer(assignments, callback);
		}

		@Override
		default void onFirstPoll() {
			aware().onFirstPoll();
		}

		@Override
		default void unregisterSeekCallback() {
			aware().unregisterSeekCallback();
		}

	}

}
