package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.steadykafka.listener.internal.CurrentPosition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds positions that moved beyond the last record, over offsets that no application
 * ever sees: ends of transactions, records of aborted ones, records that compaction took.
 * A commit of the last record alone would leave a lag forever. Not for use by several
 * threads.
 */
public final class OffsetGaps {

	private static final long CHECK = Duration.ofSeconds(1).toNanos();

	private final LongSupplier nanoTime;

	private long nextCheck;

	/**
	 * The offset after the last record that was delivered, of partitions in which nobody
	 * sought since.
	 */
	private final Map<TopicPartition, Long> next = new HashMap<>();

	/**
	 * The position that was to be committed last.
	 */
	private final Map<TopicPartition, Long> sent = new HashMap<>();

	public OffsetGaps(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.nextCheck = nanoTime.getAsLong() + CHECK;
	}

	public void sought(Collection<TopicPartition> partitions) {
		if (partitions.isEmpty()) {
			this.next.clear();
		}
		this.next.keySet().removeAll(List.copyOf(partitions));
		this.sent.keySet().retainAll(this.next.keySet());
	}

	/**
	 * A poll returned. Find positions to commit: all that was delivered of the partition
	 * is committed, and the consumer is further.
	 * @param delivered the records that the poll returned, whose positions are no gaps
	 * @param ledger what was committed
	 * @param consumer tells positions
	 * @return the positions, empty for most of the time
	 */
	public Map<TopicPartition, OffsetAndMetadata> due(ConsumerRecords<?, ?> delivered, CommitLedger ledger,
			Consumer<?, ?> consumer) {
		remember(delivered);
		if (this.nanoTime.getAsLong() - this.nextCheck < 0) {
			return Map.of();
		}
		this.nextCheck = this.nanoTime.getAsLong() + CHECK;
		this.next.keySet().retainAll(consumer.assignment());
		this.sent.keySet().retainAll(this.next.keySet());
		Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
		this.next.forEach((partition, known) -> {
			OffsetAndMetadata committed = ledger.confirmed(partition);
			if (committed == null || !isAllOf(partition, known, committed.offset())) {
				return;
			}
			long position = CurrentPosition.of(consumer, partition).orElse(-1);
			if (position > committed.offset()) {
				this.sent.put(partition, position);
				due.put(partition, new OffsetAndMetadata(position, Optional.empty(), committed.metadata()));
			}
		});
		return due;
	}

	// Whether what is committed is what was delivered, or what was found here before.
	private boolean isAllOf(TopicPartition partition, long known, long committed) {
		return committed == known || Long.valueOf(committed).equals(this.sent.get(partition));
	}

	private <K, V> void remember(ConsumerRecords<K, V> delivered) {
		for (TopicPartition partition : delivered.partitions()) {
			List<ConsumerRecord<K, V>> records = delivered.records(partition);
			this.next.put(partition, records.get(records.size() - 1).offset() + 1);
			this.sent.remove(partition);
		}
	}

}
