package io.steadykafka.commit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds positions that moved beyond the last record, over offsets that no application
 * ever sees: ends of transactions, records of aborted ones, records that compaction took.
 * A commit of the last record alone would leave a lag for ever. Not for use by several
 * threads.
 */
final class SkippedOffsets {

	private static final long LOOK = Duration.ofSeconds(1).toNanos();

	private final LongSupplier nanoTime;

	private long nextLook;

	/**
	 * The offset after the last record that was handed over, of partitions in which
	 * nobody sought since.
	 */
	private final Map<TopicPartition, Long> next = new HashMap<>();

	SkippedOffsets(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.nextLook = nanoTime.getAsLong() + LOOK;
	}

	void sought(Collection<TopicPartition> partitions) {
		if (partitions.isEmpty()) {
			this.next.clear();
		}
		this.next.keySet().removeAll(List.copyOf(partitions));
	}

	/**
	 * A poll returned. Look for positions to commit: all that was handed over of the
	 * partition is committed, and the consumer is further.
	 * @param handedOver the records that the poll returned, whose positions are no gaps
	 * @param ledger what was committed
	 * @param consumer tells positions
	 * @return the positions, empty for most of the time
	 */
	Map<TopicPartition, OffsetAndMetadata> due(ConsumerRecords<?, ?> handedOver, CommitLedger ledger,
			Consumer<?, ?> consumer) {
		remember(handedOver);
		if (this.nanoTime.getAsLong() - this.nextLook < 0) {
			return Map.of();
		}
		this.nextLook = this.nanoTime.getAsLong() + LOOK;
		this.next.keySet().retainAll(consumer.assignment());
		Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
		this.next.replaceAll((partition, known) -> {
			OffsetAndMetadata committed = ledger.confirmed(partition);
			long position = (committed != null && committed.offset() == known) ? position(consumer, partition) : -1;
			if (position <= known) {
				return known;
			}
			due.put(partition, new OffsetAndMetadata(position));
			return position;
		});
		return due;
	}

	private <K, V> void remember(ConsumerRecords<K, V> handedOver) {
		for (TopicPartition partition : handedOver.partitions()) {
			List<ConsumerRecord<K, V>> records = handedOver.records(partition);
			this.next.put(partition, records.get(records.size() - 1).offset() + 1);
		}
	}

	private static long position(Consumer<?, ?> consumer, TopicPartition partition) {
		try {
			return consumer.position(partition, Duration.ZERO);
		}
		catch (KafkaException ex) {
			// It has none yet, and the next poll says why.
			return -1;
		}
	}

}
