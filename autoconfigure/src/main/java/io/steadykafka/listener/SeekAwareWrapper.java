package io.steadykafka.listener;

import java.util.Collection;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.DelegatingMessageListener;

/**
 * Forwards seek callbacks. Only for a wrapper whose listener is a
 * {@link ConsumerSeekAware} itself: for such a one a container asks the consumer for the
 * position of each partition that is assigned or idle, which may take its time and fail.
 *
 * @param <T> the type of the listener
 */
public interface SeekAwareWrapper<T> extends DelegatingMessageListener<T>, ConsumerSeekAware {

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
