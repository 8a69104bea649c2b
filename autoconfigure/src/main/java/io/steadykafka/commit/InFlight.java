package io.steadykafka.commit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that a member handed over and that were not acknowledged yet. Safe for use by
 * several threads.
 */
final class InFlight {

	/**
	 * How many records of a partition are remembered: a listener that never acknowledges
	 * must not use up the memory.
	 */
	static final int MOST = 100_000;

	private final Map<TopicPartition, NavigableMap<Long, Pending>> offsets = new HashMap<>();

	private final FailedOffsets failed = new FailedOffsets();

	private final LongSupplier nanoTime;

	private boolean keepsFailures;

	private long emptiedAt;

	/**
	 * Create an empty set.
	 * @param nanoTime the time source, as {@link System#nanoTime()}
	 */
	InFlight(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.emptiedAt = nanoTime.getAsLong();
	}

	synchronized void add(List<? extends ConsumerRecord<?, ?>> records) {
		long now = this.nanoTime.getAsLong();
		records.forEach(this.failed::delivered);
		for (ConsumerRecord<?, ?> record : records) {
			NavigableMap<Long, Pending> left = this.offsets.computeIfAbsent(partitionOf(record),
					(added) -> new TreeMap<>());
			left.put(record.offset(), new Pending(now));
			if (left.size() > MOST) {
				left.pollFirstEntry();
			}
		}
	}

	/**
	 * From now on a record that failed is a bound for commits, because somebody sees to
	 * it that it is handed over again.
	 */
	synchronized void keepFailures() {
		this.keepsFailures = true;
	}

	/**
	 * Records are being acknowledged although the listener failed on them.
	 * @param records the records
	 */
	synchronized void failed(List<? extends ConsumerRecord<?, ?>> records) {
		if (this.keepsFailures) {
			long now = this.nanoTime.getAsLong();
			records.forEach((record) -> this.failed.add(partitionOf(record), record.offset(), now));
		}
	}

	/**
	 * Records were processed.
	 * @param records the records
	 */
	synchronized void processed(List<? extends ConsumerRecord<?, ?>> records) {
		records.forEach((record) -> this.failed.processed(partitionOf(record), record.offset()));
	}

	/**
	 * The consumer seeks. Beyond a record that failed, it is done with.
	 * @param partition the partition
	 * @param offset where to
	 */
	synchronized void sought(TopicPartition partition, long offset) {
		this.failed.sought(partition, offset);
	}

	/**
	 * Bound what is to be committed.
	 * @param offsets the offsets
	 * @return the offsets, none of them beyond a record that failed
	 */
	synchronized Map<TopicPartition, OffsetAndMetadata> bound(Map<TopicPartition, OffsetAndMetadata> offsets) {
		return this.failed.bound(offsets);
	}

	/**
	 * Bound nothing any more by records that failed and whose failure does not follow.
	 * @return what may be committed because of that
	 */
	synchronized Map<TopicPartition, OffsetAndMetadata> release() {
		return this.failed.release(this.nanoTime.getAsLong());
	}

	/**
	 * Records are being acknowledged: from now on they may be committed.
	 * @param records the records
	 */
	synchronized void acknowledging(List<? extends ConsumerRecord<?, ?>> records) {
		for (ConsumerRecord<?, ?> record : records) {
			NavigableMap<Long, Pending> left = this.offsets.get(partitionOf(record));
			Pending pending = (left != null) ? left.get(record.offset()) : null;
			if (pending != null) {
				pending.acknowledged = true;
			}
		}
	}

	/**
	 * Records were acknowledged: their container knows it.
	 * @param records the records
	 */
	synchronized void done(List<? extends ConsumerRecord<?, ?>> records) {
		for (ConsumerRecord<?, ?> record : records) {
			NavigableMap<Long, Pending> left = this.offsets.get(partitionOf(record));
			if (left != null && left.remove(record.offset()) != null && left.isEmpty()) {
				this.offsets.remove(partitionOf(record));
			}
		}
		if (this.offsets.isEmpty()) {
			this.emptiedAt = this.nanoTime.getAsLong();
		}
		notifyAll();
	}

	private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
		return new TopicPartition(record.topic(), record.partition());
	}

	/**
	 * How many records are in flight.
	 * @return the number of records
	 */
	synchronized int count() {
		return count(this.offsets.keySet());
	}

	/**
	 * The partitions of the records in flight.
	 * @return the partitions, a copy
	 */
	synchronized List<TopicPartition> partitions() {
		return List.copyOf(this.offsets.keySet());
	}

	/**
	 * How long the oldest record is in flight.
	 * @return the time in nanoseconds, 0 if none is
	 */
	synchronized long age() {
		long now = this.nanoTime.getAsLong();
		return this.offsets.values()
			.stream()
			.flatMap((left) -> left.values().stream())
			.mapToLong((pending) -> now - pending.since)
			.max()
			.orElse(0);
	}

	/**
	 * When the last record was acknowledged and none was left.
	 * @return the time, of the time source
	 */
	synchronized long emptiedAt() {
		return this.emptiedAt;
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
	 * @return how many records before them were not acknowledged
	 */
	synchronized int passedOver(Map<TopicPartition, OffsetAndMetadata> committed) {
		int passed = 0;
		for (Map.Entry<TopicPartition, OffsetAndMetadata> commit : committed.entrySet()) {
			NavigableMap<Long, Pending> left = this.offsets.get(commit.getKey());
			if (left != null) {
				Map<Long, Pending> before = left.headMap(commit.getValue().offset());
				passed += (int) before.values().stream().filter((pending) -> !pending.acknowledged).count();
				before.clear();
			}
		}
		return passed;
	}

	/**
	 * Nothing of some partitions is in flight any more.
	 * @param partitions the partitions
	 */
	synchronized void settled(Collection<TopicPartition> partitions) {
		List.copyOf(partitions).forEach(this.offsets::remove);
		if (this.offsets.isEmpty()) {
			this.emptiedAt = this.nanoTime.getAsLong();
		}
		notifyAll();
	}

	synchronized void forget(Collection<TopicPartition> partitions) {
		settled(partitions);
		partitions.forEach(this.failed::forget);
	}

	private static final class Pending {

		private final long since;

		private boolean acknowledged;

		Pending(long since) {
			this.since = since;
		}

	}

}
