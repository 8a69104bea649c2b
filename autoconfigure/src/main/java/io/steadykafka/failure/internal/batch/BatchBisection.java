package io.steadykafka.failure.internal.batch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the record that a batch fails on without naming it: one partition of the batch is
 * delivered after the other, and half as many records of each that fails, until the bad
 * one is alone. Safe for use by several threads.
 */
final class BatchBisection {

	private final Map<TopicPartition, Suspects> partitions = new LinkedHashMap<>();

	private volatile boolean empty = true;

	boolean isEmpty() {
		return this.empty;
	}

	/**
	 * A batch of more than one record failed.
	 */
	synchronized void failed(Map<TopicPartition, List<Long>> batch) {
		batch.forEach((partition, offsets) -> {
			int half = Math.max(1, offsets.size() / 2);
			put(partition, new Suspects(offsets, (batch.size() > 1) ? offsets.size() : half));
		});
	}

	/**
	 * Records that have to be delivered before others of their partition.
	 */
	synchronized void only(TopicPartition partition, List<Long> offsets) {
		put(partition, new Suspects(offsets, offsets.size()));
	}

	private void put(TopicPartition partition, Suspects suspects) {
		this.partitions.put(partition, suspects);
		this.empty = false;
	}

	/**
	 * The partition's records before a position were processed.
	 */
	synchronized void advanced(TopicPartition partition, long position) {
		Suspects suspects = this.partitions.get(partition);
		if (suspects == null || suspects.offsets.get(0) >= position) {
			return;
		}
		List<Long> left = suspects.offsets.stream().filter((offset) -> offset >= position).toList();
		if (left.isEmpty()) {
			remove(partition);
		}
		else {
			// The first half was good, so the bad one is in the second.
			put(partition, new Suspects(left, Math.max(1, left.size() / 2)));
		}
	}

	synchronized void forget(Collection<TopicPartition> gone) {
		gone.forEach(this::remove);
	}

	private void remove(TopicPartition partition) {
		this.partitions.remove(partition);
		this.empty = this.partitions.isEmpty();
	}

	synchronized List<TopicPartition> partitions() {
		return List.copyOf(this.partitions.keySet());
	}

	/**
	 * What to deliver next, {@code null} for no limit.
	 * @param which the partitions that may be delivered
	 */
	synchronized @Nullable Next next(Predicate<TopicPartition> which) {
		for (Map.Entry<TopicPartition, Suspects> entry : this.partitions.entrySet()) {
			if (which.test(entry.getKey())) {
				return new Next(entry.getKey(), entry.getValue().limit);
			}
		}
		return null;
	}

	/**
	 * What to deliver next.
	 *
	 * @param records how many records at most
	 */
	record Next(TopicPartition partition, int records) {

	}

	private record Suspects(List<Long> offsets, int limit) {

	}

}
