package io.steadykafka.benchmarks.app;

import java.util.Collection;

import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Records rebalances, as an application's own rebalance listener.
 */
@Component
class RebalanceJournal implements ConsumerAwareRebalanceListener {

	private final OptionalJournal journal;

	RebalanceJournal(OptionalJournal journal) {
		this.journal = journal;
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		write(Kind.ASSIGNED, consumer, partitions);
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		write(Kind.REVOKED, consumer, partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		write(Kind.REVOKED, consumer, partitions);
	}

	private void write(Kind kind, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		this.journal.write(kind, partitions.size(), consumer.groupMetadata().generationId(), 0);
	}

}
