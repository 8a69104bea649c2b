package io.steadykafka.lag.internal.progress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.listener.internal.ListenerContainer;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered to some listeners, by their groups.
 */
public record DeliveredByGroup(List<ListenerContainer> listeners, DeliveredOffsets delivered) {

	// Loops: each of a thousand partitions is asked for by ten meters per scrape.

	/**
	 * The last records of a partition, {@code null} for none.
	 */
	public @Nullable LastDelivery last(GroupPartition partition) {
		for (ListenerContainer listener : this.listeners) {
			LastDelivery last = (isOf(listener, partition)) ? this.delivered.last(listener, partition.partition())
					: null;
			if (last != null) {
				return last;
			}
		}
		return null;
	}

	/**
	 * The offset after the last record; without one, the offset that the group reads next
	 * by a sample.
	 */
	public OptionalLong position(GroupPartition partition, PartitionLag sampled) {
		LastDelivery last = last(partition);
		return (last != null) ? OptionalLong.of(last.lastOffset() + 1) : sampled.position();
	}

	/**
	 * The offset that a member reads next, if everything delivered to it is committed;
	 * empty if it is not known.
	 * @param committed the committed offset, empty if there is none
	 */
	public OptionalLong passed(GroupPartition partition, OptionalLong committed) {
		return first(partition, (listener) -> this.delivered.passed(listener, partition.partition(), committed));
	}

	/**
	 * The offset of the first record since a member owns the partition; empty if there
	 * was none, somebody sought before it, or it was taken before.
	 */
	public OptionalLong takeStart(GroupPartition partition) {
		return first(partition, (listener) -> this.delivered.takeStart(listener, partition.partition()));
	}

	private OptionalLong first(GroupPartition partition, Function<ListenerContainer, OptionalLong> known) {
		for (ListenerContainer listener : this.listeners) {
			OptionalLong offset = (isOf(listener, partition)) ? known.apply(listener) : OptionalLong.empty();
			if (offset.isPresent()) {
				return offset;
			}
		}
		return OptionalLong.empty();
	}

	/**
	 * Partitions with a start or a gap to take, some of which no member here may own
	 * anymore.
	 */
	public Set<GroupPartition> found() {
		Set<GroupPartition> found = new HashSet<>();
		for (ListenerContainer listener : this.listeners) {
			this.delivered.found(listener)
				.forEach((partition) -> found.add(new GroupPartition(listener.group(), partition)));
		}
		return found;
	}

	/**
	 * The largest gaps between the records that were delivered, since they were taken the
	 * last time.
	 */
	public List<OffsetRange> takeGaps(GroupPartition partition) {
		List<OffsetRange> gaps = new ArrayList<>();
		for (ListenerContainer listener : this.listeners) {
			if (isOf(listener, partition)) {
				gaps.addAll(this.delivered.takeGaps(listener, partition.partition()));
			}
		}
		return gaps;
	}

	private static boolean isOf(ListenerContainer listener, GroupPartition partition) {
		return listener.group().equals(partition.group());
	}

}
