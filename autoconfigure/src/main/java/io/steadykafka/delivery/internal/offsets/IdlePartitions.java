package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.steadykafka.delivery.internal.consumer.DelegatingConsumer;
import io.steadykafka.delivery.internal.consumer.RevocationListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
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
public final class IdlePartitions<K, V> extends DelegatingConsumer<K, V> {

	/**
	 * How often positions are looked at, and how soon they are committed again after an
	 * assignment: an application that is deployed each day runs no longer than that.
	 */
	private static final long LOOK = Duration.ofMinutes(1).toNanos();

	private final LongSupplier nanoTime;

	/**
	 * Zero while there is nothing to do.
	 */
	private long interval;

	private long look;

	private long nextLook;

	private final Map<TopicPartition, Seen> seen = new HashMap<>();

	/**
	 * Whose position says nothing of what was processed.
	 */
	private final Set<TopicPartition> touched = new HashSet<>();

	public IdlePartitions(Consumer<K, V> delegate, LongSupplier nanoTime) {
		super(delegate);
		this.nanoTime = nanoTime;
	}

	/**
	 * Look at positions from now on.
	 * @param interval how long a position may stay as it is before it is committed again;
	 * zero for ever
	 */
	public void watch(Duration interval) {
		this.interval = interval.toNanos();
		this.look = Math.min(LOOK, this.interval);
		this.nextLook = this.nanoTime.getAsLong() + this.look;
	}

	/**
	 * Look for positions that are to be committed again.
	 * @param ledger what was committed
	 * @return the positions, empty for most of the time
	 */
	public Map<TopicPartition, OffsetAndMetadata> due(CommitLedger ledger) {
		if (this.interval <= 0 || this.nanoTime.getAsLong() - this.nextLook < 0) {
			return Map.of();
		}
		long now = this.nanoTime.getAsLong();
		this.nextLook = now + this.look;
		Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
		Set<TopicPartition> assignment = assignment();
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
		// One that was assigned since the last look may have been committed long ago.
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
		try {
			return new OffsetAndMetadata(position(partition, Duration.ZERO));
		}
		catch (KafkaException ex) {
			// It has none yet, and the next poll says why.
			return null;
		}
	}

	@Override
	public ConsumerRecords<K, V> poll(Duration timeout) {
		ConsumerRecords<K, V> records = this.delegate.poll(timeout);
		if (this.interval > 0 && !records.isEmpty()) {
			this.touched.addAll(records.partitions());
		}
		return records;
	}

	@Override
	public void seek(TopicPartition partition, long offset) {
		this.touched.add(partition);
		this.delegate.seek(partition, offset);
	}

	@Override
	public void seek(TopicPartition partition, OffsetAndMetadata offset) {
		this.touched.add(partition);
		this.delegate.seek(partition, offset);
	}

	@Override
	public void seekToBeginning(Collection<TopicPartition> partitions) {
		this.touched.addAll((partitions.isEmpty()) ? assignment() : partitions);
		this.delegate.seekToBeginning(partitions);
	}

	@Override
	public void seekToEnd(Collection<TopicPartition> partitions) {
		this.touched.addAll((partitions.isEmpty()) ? assignment() : partitions);
		this.delegate.seekToEnd(partitions);
	}

	@Override
	public void unsubscribe() {
		this.delegate.unsubscribe();
	}

	@Override
	public ConsumerRebalanceListener around(ConsumerRebalanceListener callback) {
		return new RevocationListener(callback) {

			@Override
			protected void before(Collection<TopicPartition> partitions, boolean lost) {
			}

			@Override
			protected void after(Collection<TopicPartition> partitions, boolean lost) {
				IdlePartitions.this.touched.removeAll(Set.copyOf(partitions));
				IdlePartitions.this.seen.keySet().removeAll(Set.copyOf(partitions));
			}

		};
	}

	private record Seen(long offset, long at) {

	}

}
