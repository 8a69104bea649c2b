package io.steadykafka.delivery.internal.offsets;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that were not acknowledged yet. The newest are remembered one by one; of older
 * ones of each partition only how many there are, so that a listener that never
 * acknowledges does not use up the memory and the number is right all the same. Not for
 * use by several threads.
 */
final class PendingRecords {

	private final int most;

	private final Map<TopicPartition, OfPartition> partitions = new HashMap<>();

	private final Set<Pending> byDelivery = new LinkedHashSet<>();

	/**
	 * Create an empty set.
	 * @param most how many records are remembered one by one, of all partitions
	 */
	PendingRecords(int most) {
		this.most = most;
	}

	void add(ConsumerRecord<?, ?> record, long now) {
		put(record, now);
		if (this.byDelivery.size() > this.most) {
			summarizeOldest();
		}
	}

	private Pending put(ConsumerRecord<?, ?> record, long now) {
		TopicPartition partition = partitionOf(record);
		remove(record);
		Pending pending = new Pending(partition, record.offset(), now);
		this.partitions.computeIfAbsent(partition, (added) -> new OfPartition()).records.put(record.offset(), pending);
		this.byDelivery.add(pending);
		return pending;
	}

	private void summarizeOldest() {
		Iterator<Pending> oldestFirst = this.byDelivery.iterator();
		Pending oldest = oldestFirst.next();
		oldestFirst.remove();
		OfPartition left = this.partitions.get(oldest.partition);
		if (left != null) {
			left.records.remove(oldest.offset);
			left.summarize(oldest);
		}
	}

	/**
	 * A record is about to be removed, and is none that the listener forgot.
	 */
	void acknowledging(ConsumerRecord<?, ?> record) {
		OfPartition left = this.partitions.get(partitionOf(record));
		if (left == null) {
			return;
		}
		Pending pending = left.records.get(record.offset());
		if (pending != null) {
			pending.acknowledged = true;
		}
		else if (left.isOlder(record)) {
			put(record, left.olderSince).acknowledged = true;
		}
	}

	void remove(ConsumerRecord<?, ?> record) {
		TopicPartition partition = partitionOf(record);
		OfPartition left = this.partitions.get(partition);
		if (left == null) {
			return;
		}
		Pending pending = left.records.remove(record.offset());
		if (pending != null) {
			this.byDelivery.remove(pending);
		}
		else if (left.isOlder(record)) {
			left.older--;
		}
		removeIfEmpty(partition, left);
	}

	void removeAll(TopicPartition partition) {
		OfPartition left = this.partitions.remove(partition);
		if (left != null) {
			left.records.values().forEach(this.byDelivery::remove);
		}
	}

	/**
	 * Remove the records of a partition before an offset.
	 * @return how many of them are not being acknowledged
	 */
	int removeBefore(TopicPartition partition, long offset) {
		OfPartition left = this.partitions.get(partition);
		if (left == null) {
			return 0;
		}
		Map<Long, Pending> before = left.records.headMap(offset);
		int removed = (int) before.values().stream().filter((pending) -> !pending.acknowledged).count();
		before.values().forEach(this.byDelivery::remove);
		before.clear();
		if (offset >= left.olderEnd) {
			removed += left.older;
			left.older = 0;
		}
		removeIfEmpty(partition, left);
		return removed;
	}

	private void removeIfEmpty(TopicPartition partition, OfPartition left) {
		if (left.count() == 0) {
			this.partitions.remove(partition);
		}
	}

	int remembered() {
		return this.byDelivery.size();
	}

	boolean isEmpty() {
		return this.partitions.isEmpty();
	}

	List<TopicPartition> partitions() {
		return List.copyOf(this.partitions.keySet());
	}

	int count(TopicPartition partition) {
		OfPartition left = this.partitions.get(partition);
		return (left != null) ? left.count() : 0;
	}

	/**
	 * Since when the oldest record is there.
	 * @return the time, the present if there is no record
	 */
	long oldest(long now) {
		long oldest = (this.byDelivery.isEmpty()) ? now : this.byDelivery.iterator().next().since;
		for (OfPartition left : this.partitions.values()) {
			if (left.older > 0 && left.olderSince - oldest < 0) {
				oldest = left.olderSince;
			}
		}
		return oldest;
	}

	static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
		return new TopicPartition(record.topic(), record.partition());
	}

	private static final class OfPartition {

		private final NavigableMap<Long, Pending> records = new TreeMap<>();

		/**
		 * How many records there are that are not remembered one by one.
		 */
		private int older;

		/**
		 * The offset after the last of them.
		 */
		private long olderEnd;

		private long olderSince;

		void summarize(Pending pending) {
			if (this.older == 0) {
				this.olderSince = pending.since;
			}
			this.older++;
			this.olderEnd = Math.max(this.olderEnd, pending.offset + 1);
		}

		boolean isOlder(ConsumerRecord<?, ?> record) {
			return this.older > 0 && record.offset() < this.olderEnd;
		}

		int count() {
			return this.records.size() + this.older;
		}

	}

	private static final class Pending {

		private final TopicPartition partition;

		private final long offset;

		private final long since;

		private boolean acknowledged;

		Pending(TopicPartition partition, long offset, long since) {
			this.partition = partition;
			this.offset = offset;
			this.since = since;
		}

	}

}
