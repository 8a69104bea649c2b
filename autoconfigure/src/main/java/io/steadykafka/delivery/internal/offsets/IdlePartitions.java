package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

import io.steadykafka.listener.internal.CurrentPosition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Knows the positions of partitions that have not changed for long, so that they can be
 * committed again: a group of the consumer protocol that is empty loses an offset a
 * retention time after its commit, however short it has been empty.
 * <p>
 * A position is known if this member committed it, or if nothing was fetched of the
 * partition, and nobody sought in it, since it was assigned. Not for use by several
 * threads.
 */
public final class IdlePartitions {

	/**
	 * How often positions are checked, and how soon they are committed again after an
	 * assignment: an application that is deployed each day runs no longer than that.
	 */
	private static final long CHECK = Duration.ofMinutes(1).toNanos();

	private final Consumer<?, ?> consumer;

	private final LongSupplier nanoTime;

	/**
	 * Zero while there is nothing to do.
	 */
	private final long interval;

	private final long check;

	private long nextCheck;

	private final Map<TopicPartition, Seen> seen = new HashMap<>();

	/**
	 * Whose position says nothing of what was processed.
	 */
	private final Set<TopicPartition> touched = new HashSet<>();

	/**
	 * Create what knows no position.
	 * @param interval how long a position may stay as it is before it is committed again;
	 * zero forever
	 */
	public IdlePartitions(Consumer<?, ?> consumer, Duration interval, LongSupplier nanoTime) {
		this.consumer = consumer;
		this.nanoTime = nanoTime;
		this.interval = interval.toNanos();
		this.check = Math.min(CHECK, this.interval);
		this.nextCheck = nanoTime.getAsLong() + this.check;
	}

	/**
	 * Find positions that are to be committed again.
	 * @param ledger what was committed
	 * @return the positions, empty for most of the time
	 */
	public Map<TopicPartition, OffsetAndMetadata> due(CommitLedger ledger) {
		if (this.interval <= 0 || this.nanoTime.getAsLong() - this.nextCheck < 0) {
			return Map.of();
		}
		long now = this.nanoTime.getAsLong();
		this.nextCheck = now + this.check;
		Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
		Set<TopicPartition> assignment = this.consumer.assignment();
		this.seen.keySet().retainAll(assignment);
		for (TopicPartition partition : assignment) {
			OffsetAndMetadata position = known(partition, ledger);
			if (position != null && isDue(partition, position.offset(), ledger.has(partition), now)) {
				due.put(partition, position);
			}
		}
		return due;
	}

	private boolean isDue(TopicPartition partition, long position, boolean committedHere, long now) {
		Seen before = this.seen.get(partition);
		// One that was assigned since the last check may have been committed long ago.
		boolean due = (before != null) ? before.offset == position && now - before.at >= this.interval : !committedHere;
		if (due || before == null || before.offset != position) {
			this.seen.put(partition, new Seen(position, now));
		}
		return due;
	}

	private @Nullable OffsetAndMetadata known(TopicPartition partition, CommitLedger ledger) {
		if (ledger.has(partition) || this.touched.contains(partition)) {
			return ledger.confirmed(partition);
		}
		OptionalLong position = CurrentPosition.of(this.consumer, partition);
		return (position.isPresent()) ? new OffsetAndMetadata(position.getAsLong()) : null;
	}

	/**
	 * A poll fetched records.
	 */
	public void fetched(ConsumerRecords<?, ?> records) {
		if (this.interval > 0 && !records.isEmpty()) {
			this.touched.addAll(records.partitions());
		}
	}

	/**
	 * Somebody seeks.
	 */
	public void sought(Collection<TopicPartition> partitions) {
		this.touched.addAll(partitions);
	}

	/**
	 * Partitions are not assigned any more.
	 */
	public void gone(Collection<TopicPartition> partitions) {
		Set<TopicPartition> gone = Set.copyOf(partitions);
		this.touched.removeAll(gone);
		this.seen.keySet().removeAll(gone);
	}

	private record Seen(long offset, long at) {

	}

}
