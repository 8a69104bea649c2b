package io.steadykafka.listener.internal.assignment;

import java.util.Collection;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Notifies {@link Assignments}, then the rebalance listener that the container had. That
 * one is called as
 * {@code KafkaMessageListenerContainer.ListenerConsumerRebalanceListener} calls it: a
 * consumer-aware one before and after the commit, with the consumer; another one before
 * the commit, without it.
 */
final class ComposedRebalanceListener implements ConsumerAwareRebalanceListener {

	private final ListenerContainer listener;

	private final ConsumerRebalanceListener delegate;

	private final Assignments assignments;

	ComposedRebalanceListener(ListenerContainer listener, ConsumerRebalanceListener delegate, Assignments assignments) {
		this.listener = listener;
		this.delegate = delegate;
		this.assignments = assignments;
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.assignments.assigned(this.listener, consumer, partitions);
		if (this.delegate instanceof ConsumerAwareRebalanceListener aware) {
			aware.onPartitionsAssigned(consumer, partitions);
		}
		else {
			this.delegate.onPartitionsAssigned(partitions);
		}
	}

	@Override
	public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.assignments.revoked(this.listener, consumer, partitions);
		if (this.delegate instanceof ConsumerAwareRebalanceListener aware) {
			aware.onPartitionsRevokedBeforeCommit(consumer, partitions);
		}
		else {
			this.delegate.onPartitionsRevoked(partitions);
		}
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.assignments.committed();
		if (this.delegate instanceof ConsumerAwareRebalanceListener aware) {
			aware.onPartitionsRevokedAfterCommit(consumer, partitions);
		}
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.assignments.lost(this.listener, consumer, partitions);
		if (this.delegate instanceof ConsumerAwareRebalanceListener aware) {
			aware.onPartitionsLost(consumer, partitions);
		}
		else {
			this.delegate.onPartitionsLost(partitions);
		}
	}

}
