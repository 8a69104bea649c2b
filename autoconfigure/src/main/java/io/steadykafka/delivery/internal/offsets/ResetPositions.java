package io.steadykafka.delivery.internal.offsets;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that an operation reset. What a container had to commit of them before, with
 * {@code AckMode.TIME} or {@code COUNT}, would take the reset back. Not for use by
 * several threads.
 */
final class ResetPositions {

	private final Map<TopicPartition, Reset> resets = new HashMap<>();

	/**
	 * A partition was reset.
	 * @param next tells the next offset that is delivered of it, empty if that is not
	 * known
	 */
	void reset(TopicPartition partition, long offset, Supplier<OptionalLong> next) {
		this.resets.put(partition, new Reset(offset, next));
	}

	/**
	 * Somebody sought partitions, for example to a record that failed: what was to be
	 * committed before the reset is as old as it was.
	 * @param offset where to, empty if that is the beginning or the end
	 */
	void sought(Collection<TopicPartition> partitions, OptionalLong offset) {
		partitions.forEach((partition) -> this.resets.computeIfPresent(partition,
				(key, reset) -> new Reset(Math.min(reset.target, offset.orElse(0)), reset.next)));
	}

	/**
	 * Partitions are not owned any more.
	 */
	void forget(Collection<TopicPartition> partitions) {
		if (!this.resets.isEmpty()) {
			partitions.forEach(this.resets::remove);
		}
	}

	/**
	 * Leaves out what was to be committed before a reset.
	 */
	Map<TopicPartition, OffsetAndMetadata> current(Map<TopicPartition, OffsetAndMetadata> offsets) {
		if (this.resets.isEmpty()) {
			return offsets;
		}
		Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>(offsets);
		current.entrySet().removeIf((commit) -> isOld(commit.getKey(), commit.getValue().offset()));
		return current;
	}

	private boolean isOld(TopicPartition partition, long offset) {
		Reset reset = this.resets.get(partition);
		return reset != null && (offset < reset.target || offset > reset.next.get().orElse(Long.MAX_VALUE));
	}

	private record Reset(long target, Supplier<OptionalLong> next) {

	}

}
