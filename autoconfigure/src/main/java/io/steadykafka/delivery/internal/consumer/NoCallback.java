package io.steadykafka.delivery.internal.consumer;

import java.util.Collection;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * The callback of a subscription that was made without one.
 */
final class NoCallback implements ConsumerRebalanceListener {

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
	}

}
