package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that a member delivered and that were not acknowledged yet. Safe for use by
 * several threads.
 */
public final class InFlightRecords {

	/**
	 * How many records are remembered one by one, in about 2 MB: a listener that never
	 * acknowledges must not use up the memory.
	 */
	static final int MOST = 10_000;

	private final PendingRecords pending = new PendingRecords(MOST);

	private final FailedOffsets failed = new FailedOffsets();

	private final LongSupplier nanoTime;

	private boolean keepsFailures;

	/**
	 * Create an empty set.
	 * @param nanoTime the time source, as {@link System#nanoTime()}
	 */
	public InFlightRecords(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	public synchronized void add(List<? extends ConsumerRecord<?, ?>> records) {
		long now = this.nanoTime.getAsLong();
		records.forEach(this.failed::delivered);
		records.forEach((record) -> this.pending.add(record, now));
	}

	/**
	 * From now on a record that failed is a bound for commits, because somebody sees to
	 * it that it is delivered again.
	 */
	public synchronized void keepFailures() {
		this.keepsFailures = true;
	}

	/**
	 * Records are being acknowledged although the listener failed on them.
	 */
	public synchronized void failed(List<? extends ConsumerRecord<?, ?>> records) {
		if (this.keepsFailures) {
			long now = this.nanoTime.getAsLong();
			records.forEach((record) -> this.failed.add(PendingRecords.partitionOf(record), record.offset(), now));
		}
	}

	/**
	 * Records were processed.
	 */
	public synchronized void processed(List<? extends ConsumerRecord<?, ?>> records) {
		records.forEach((record) -> this.failed.processed(PendingRecords.partitionOf(record), record.offset()));
	}

	/**
	 * The consumer seeks. Beyond a record that failed, it is done with.
	 * @param offset where to
	 */
	public synchronized void sought(TopicPartition partition, long offset) {
		this.failed.sought(partition, offset);
	}

	/**
	 * Bound what is to be committed.
	 * @return the offsets, none of them beyond a record that failed
	 */
	public synchronized Map<TopicPartition, OffsetAndMetadata> bound(Map<TopicPartition, OffsetAndMetadata> offsets) {
		return this.failed.bound(offsets);
	}

	/**
	 * Bound nothing any more by records that failed and whose failure does not follow.
	 * @return what may be committed because of that
	 */
	public synchronized Map<TopicPartition, OffsetAndMetadata> release() {
		return this.failed.release(this.nanoTime.getAsLong());
	}

	/**
	 * Records are being acknowledged: from now on they may be committed.
	 */
	public synchronized void acknowledging(List<? extends ConsumerRecord<?, ?>> records) {
		records.forEach(this.pending::acknowledging);
	}

	/**
	 * Records were acknowledged: their container knows it.
	 */
	public synchronized void done(List<? extends ConsumerRecord<?, ?>> records) {
		records.forEach(this.pending::remove);
		notifyAll();
	}

	/**
	 * How many records are in flight.
	 */
	public synchronized int count() {
		return count(this.pending.partitions());
	}

	/**
	 * The partitions of the records in flight.
	 * @return the partitions, a copy
	 */
	public synchronized List<TopicPartition> partitions() {
		return this.pending.partitions();
	}

	/**
	 * How long the oldest record is in flight.
	 * @return the time in nanoseconds, 0 if none is
	 */
	public synchronized long age() {
		long now = this.nanoTime.getAsLong();
		return now - this.pending.oldest(now);
	}

	/**
	 * How many records of some partitions are in flight.
	 */
	public synchronized int count(Collection<TopicPartition> partitions) {
		return partitions.stream().mapToInt(this.pending::count).sum();
	}

	/**
	 * Wait until no record of some partitions is in flight.
	 * @param timeout how long to wait
	 * @return how many records are in flight still
	 */
	public synchronized int await(Collection<TopicPartition> partitions, Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		for (long left = timeout.toNanos(); left > 0 && count(partitions) > 0; left = end - System.nanoTime()) {
			try {
				TimeUnit.NANOSECONDS.timedWait(this, Math.max(TimeUnit.MILLISECONDS.toNanos(1), left));
			}
			catch (InterruptedException ex) {
				// Not kept: the last commit, which comes next, would not be made.
			}
		}
		return count(partitions);
	}

	/**
	 * Offsets are about to be committed: records before them can't be delivered again.
	 * @return how many records before them were not acknowledged
	 */
	public synchronized int passedOver(Map<TopicPartition, OffsetAndMetadata> committed) {
		int passed = 0;
		for (Map.Entry<TopicPartition, OffsetAndMetadata> commit : committed.entrySet()) {
			passed += this.pending.removeBefore(commit.getKey(), commit.getValue().offset());
		}
		return passed;
	}

	/**
	 * Nothing of some partitions is in flight any more.
	 */
	public synchronized void settled(Collection<TopicPartition> partitions) {
		List.copyOf(partitions).forEach(this.pending::removeAll);
		notifyAll();
	}

	public synchronized void forget(Collection<TopicPartition> partitions) {
		settled(partitions);
		partitions.forEach(this.failed::forget);
	}

}
