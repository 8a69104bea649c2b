package io.steadykafka.commit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that a member handed over and that were not acknowledged yet. Safe for use by
 * several threads.
 */
final class InFlight {

	private final Map<TopicPartition, NavigableSet<Long>> offsets = new HashMap<>();

	synchronized void add(List<? extends ConsumerRecord<?, ?>> records) {
		for (ConsumerRecord<?, ?> record : records) {
			this.offsets.computeIfAbsent(partitionOf(record), (added) -> new TreeSet<>()).add(record.offset());
		}
	}

	synchronized void done(List<? extends ConsumerRecord<?, ?>> records) {
		for (ConsumerRecord<?, ?> record : records) {
			NavigableSet<Long> left = this.offsets.get(partitionOf(record));
			if (left != null && left.remove(record.offset()) && left.isEmpty()) {
				this.offsets.remove(partitionOf(record));
			}
		}
		notifyAll();
	}

	private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
		return new TopicPartition(record.topic(), record.partition());
	}

	/**
	 * How many records of some partitions are in flight.
	 * @param partitions the partitions
	 * @return the number of records
	 */
	synchronized int count(Collection<TopicPartition> partitions) {
		return partitions.stream().map(this.offsets::get).mapToInt((left) -> (left != null) ? left.size() : 0).sum();
	}

	/**
	 * Wait until no record of some partitions is in flight.
	 * @param partitions the partitions
	 * @param timeout how long to wait
	 * @return how many records are in flight still
	 */
	synchronized int await(Collection<TopicPartition> partitions, Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		try {
			for (long left = timeout.toNanos(); left > 0 && count(partitions) > 0; left = end - System.nanoTime()) {
				TimeUnit.NANOSECONDS.timedWait(this, Math.max(TimeUnit.MILLISECONDS.toNanos(1), left));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return count(partitions);
	}

	/**
	 * Offsets are about to be committed: records before them can't be delivered again.
	 * @param committed the offsets
	 * @return how many of the records in flight are before them
	 */
	synchronized int passedOver(Map<TopicPartition, OffsetAndMetadata> committed) {
		int passed = 0;
		for (Map.Entry<TopicPartition, OffsetAndMetadata> commit : committed.entrySet()) {
			NavigableSet<Long> left = this.offsets.get(commit.getKey());
			if (left != null) {
				Collection<Long> before = left.headSet(commit.getValue().offset());
				passed += before.size();
				before.clear();
			}
		}
		return passed;
	}

	synchronized void forget(Collection<TopicPartition> partitions) {
		partitions.forEach(this.offsets::remove);
	}

}
