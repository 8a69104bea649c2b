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
 * Wraps the listener of a container.
 */
public interface ListenerWrapper<T> extends DelegatingMessageListener<T> {

	/**
	 * Wrap the listener. The advice chain stays within the wrapper and is removed from
	 * the container, which would otherwise apply it to the wrapper too, once for each
	 * member.
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
	 * Forwards seek callbacks. Only for a listener that is {@link ConsumerSeekAware}
	 * itself: for such a listener the container asks for the positions of assigned and
	 * idle partitions, which can be slow and fail.
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
