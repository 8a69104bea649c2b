package io.steadykafka.commit;

import java.util.Collection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Surrounds the callback of partitions that are revoked or lost. The callback itself is
 * called in any case, and the end in any case after it.
 */
abstract class RevocationListener implements ConsumerRebalanceListener {

	private final ConsumerRebalanceListener callback;

	private final Consumer<?, ?> consumer;

	RevocationListener(ConsumerRebalanceListener callback, Consumer<?, ?> consumer) {
		this.callback = callback;
		this.consumer = consumer;
	}

	@Override
	public final void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		try {
			this.callback.onPartitionsAssigned(partitions);
		}
		catch (WakeupException ex) {
			// Kafka would call it again without the partitions, and nobody would hear of
			// them.
			this.callback.onPartitionsAssigned(partitions);
			this.consumer.wakeup();
		}
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

	abstract void before(Collection<TopicPartition> partitions, boolean lost);

	abstract void after(Collection<TopicPartition> partitions, boolean lost);

}
