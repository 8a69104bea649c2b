package io.steadykafka.delivery.internal.consumer;

import java.util.Collection;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Surrounds the callback of partitions that are revoked or lost. The callback itself is
 * called in any case, and the end in any case after it.
 */
public abstract class RevocationListener implements ConsumerRebalanceListener {

	private final ConsumerRebalanceListener callback;

	public RevocationListener(ConsumerRebalanceListener callback) {
		this.callback = callback;
	}

	@Override
	public final void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		this.callback.onPartitionsAssigned(partitions);
	}

	@Override
	public final void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		before(partitions, false);
		try {
			this.callback.onPartitionsRevoked(partitions);
		}
		finally {
			after(partitions, false);
		}
	}

	@Override
	public final void onPartitionsLost(Collection<TopicPartition> partitions) {
		before(partitions, true);
		try {
			this.callback.onPartitionsLost(partitions);
		}
		finally {
			after(partitions, true);
		}
	}

	protected abstract void before(Collection<TopicPartition> partitions, boolean lost);

	protected abstract void after(Collection<TopicPartition> partitions, boolean lost);

}
