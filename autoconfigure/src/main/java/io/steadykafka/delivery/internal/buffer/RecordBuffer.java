package io.steadykafka.delivery.internal.buffer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

import io.steadykafka.listener.internal.session.DeliveryLimit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * All records that a member fetched and did not deliver yet, by partition. Partitions
 * take turns: the one that was delivered longest ago comes first. Not for use by several
 * threads.
 */
public final class RecordBuffer<K, V> {

	/**
	 * In the order of their turns. A partition of which nothing is here keeps its place.
	 */
	private final Map<TopicPartition, PartitionQueue<K, V>> queues = new LinkedHashMap<>();

	/**
	 * Add what was fetched.
	 */
	public void add(ConsumerRecords<K, V> fetched) {
		for (TopicPartition partition : fetched.partitions()) {
			this.queues.computeIfAbsent(partition, (added) -> new PartitionQueue<>())
				.add(FetchedRecords.of(fetched, partition), fetched.nextOffsets().get(partition));
		}
	}

	public boolean isEmpty() {
		// Loops in here, no streams: at full speed this runs a thousand times a second.
		for (PartitionQueue<K, V> queue : this.queues.values()) {
			if (!queue.isEmpty()) {
				return false;
			}
		}
		return true;
	}

	public int size() {
		return this.queues.values().stream().mapToInt(PartitionQueue::size).sum();
	}

	/**
	 * Which partitions may be delivered under a limit: the only one as soon as a record
	 * of it is here, and until then the others.
	 * @return tells the partitions
	 */
	public Predicate<TopicPartition> which(DeliveryLimit limit) {
		TopicPartition only = limit.only();
		if (only == null) {
			return (partition) -> true;
		}
		return (position(only).isPresent()) ? only::equals : (partition) -> !partition.equals(only);
	}

	public boolean has(Predicate<TopicPartition> which) {
		for (Map.Entry<TopicPartition, PartitionQueue<K, V>> entry : this.queues.entrySet()) {
			if (!entry.getValue().isEmpty() && which.test(entry.getKey())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The partitions that records are here of.
	 * @return the partitions, a copy
	 */
	public Set<TopicPartition> partitions() {
		Set<TopicPartition> partitions = new LinkedHashSet<>();
		this.queues.forEach((partition, queue) -> {
			if (!queue.isEmpty()) {
				partitions.add(partition);
			}
		});
		return partitions;
	}

	/**
	 * The offset of the first record of a partition that was not delivered.
	 * @return the offset, empty if no record of the partition is here
	 */
	public OptionalLong position(TopicPartition partition) {
		PartitionQueue<K, V> queue = this.queues.get(partition);
		return (queue == null || queue.isEmpty()) ? OptionalLong.empty() : OptionalLong.of(queue.position());
	}

	/**
	 * Take the next batch.
	 * @param limit how many records at most
	 * @param which the partitions to take from
	 * @return the records, by partition
	 */
	public Taken<K, V> take(int limit, Predicate<TopicPartition> which) {
		Map<TopicPartition, List<ConsumerRecord<K, V>>> records = new LinkedHashMap<>();
		Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
		int left = limit;
		for (Map.Entry<TopicPartition, PartitionQueue<K, V>> entry : this.queues.entrySet()) {
			TopicPartition partition = entry.getKey();
			PartitionQueue<K, V> queue = entry.getValue();
			if (left > 0 && !queue.isEmpty() && which.test(partition)) {
				List<ConsumerRecord<K, V>> taken = queue.take(left);
				records.put(partition, taken);
				left -= taken.size();
				OffsetAndMetadata after = queue.next();
				if (after != null) {
					next.put(partition, after);
				}
			}
		}
		return new Taken<>(records, next);
	}

	/**
	 * Records of a partition were delivered, and it comes last in the next batches: with
	 * n partitions that have records, each has its turn within n batches.
	 */
	public void hadTurn(TopicPartition partition) {
		PartitionQueue<K, V> queue = this.queues.remove(partition);
		if (queue != null) {
			this.queues.put(partition, queue);
		}
	}

	/**
	 * Give back the last of the records that were taken from a partition.
	 * @param count how many
	 */
	public void giveBack(TopicPartition partition, int count) {
		PartitionQueue<K, V> queue = this.queues.get(partition);
		if (queue != null) {
			queue.giveBack(count);
		}
	}

	/**
	 * Go on from another offset, if its record is here.
	 * @return {@code false} if the record has to be fetched; nothing is changed then
	 */
	public boolean skipTo(TopicPartition partition, long offset) {
		PartitionQueue<K, V> queue = this.queues.get(partition);
		return queue != null && queue.skipTo(offset);
	}

	/**
	 * Let go of records that were delivered.
	 */
	public void forgetDelivered() {
		this.queues.values().forEach(PartitionQueue::forgetDelivered);
	}

	public void drop(Collection<TopicPartition> partitions) {
		partitions.forEach(this.queues::remove);
	}

	public void keepOnly(Collection<TopicPartition> partitions) {
		List<TopicPartition> gone = new ArrayList<>(this.queues.keySet());
		gone.removeAll(partitions);
		drop(gone);
	}

	public void clear() {
		this.queues.clear();
	}

	/**
	 * Records that were taken.
	 *
	 * @param records the records, by partition
	 * @param next what comes after them
	 */
	public record Taken<K, V>(Map<TopicPartition, List<ConsumerRecord<K, V>>> records,
			Map<TopicPartition, OffsetAndMetadata> next) {

	}

}
