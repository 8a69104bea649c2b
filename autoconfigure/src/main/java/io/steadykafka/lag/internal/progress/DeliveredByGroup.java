package io.steadykafka.lag.internal.progress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.internal.sampling.GroupSamples;
import io.steadykafka.listener.internal.ListenerContainer;
import org.jspecify.annotations.Nullable;

/**
 * How far some listeners were handed over records, by their groups.
 *
 * @param handedOver what they were handed over
 */
public record DeliveredByGroup(List<ListenerContainer> listeners,
		DeliveredOffsets handedOver) implements GroupSamples.LastRecords {

	// Loops: each of a thousand partitions is asked for by ten meters a scrape.

	@Override
	public @Nullable RecordTimes last(GroupPartition partition) {
		for (ListenerContainer listener : this.listeners) {
			RecordTimes last = (isOf(listener, partition)) ? this.handedOver.last(listener, partition.partition())
					: null;
			if (last != null) {
				return last;
			}
		}
		return null;
	}

	@Override
	public OptionalLong passed(GroupPartition partition, OptionalLong committed) {
		for (ListenerContainer listener : this.listeners) {
			OptionalLong passed = (isOf(listener, partition))
					? this.handedOver.passed(listener, partition.partition(), committed) : OptionalLong.empty();
			if (passed.isPresent()) {
				return passed;
			}
		}
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong takeStart(GroupPartition partition) {
		for (ListenerContainer listener : this.listeners) {
			OptionalLong start = (isOf(listener, partition))
					? this.handedOver.takeStart(listener, partition.partition()) : OptionalLong.empty();
			if (start.isPresent()) {
				return start;
			}
		}
		return OptionalLong.empty();
	}

	@Override
	public Set<GroupPartition> found() {
		Set<GroupPartition> found = new HashSet<>();
		for (ListenerContainer listener : this.listeners) {
			this.handedOver.found(listener)
				.forEach((partition) -> found.add(new GroupPartition(listener.group(), partition)));
		}
		return found;
	}

	@Override
	public List<OffsetRange> takeGaps(GroupPartition partition) {
		List<OffsetRange> gaps = new ArrayList<>();
		for (ListenerContainer listener : this.listeners) {
			if (isOf(listener, partition)) {
				gaps.addAll(this.handedOver.takeGaps(listener, partition.partition()));
			}
		}
		return gaps;
	}

	private static boolean isOf(ListenerContainer listener, GroupPartition partition) {
		return listener.group().equals(partition.group());
	}

}
