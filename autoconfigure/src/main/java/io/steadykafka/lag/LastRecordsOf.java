package io.steadykafka.lag;

import java.util.List;
import java.util.OptionalLong;

import io.steadykafka.listener.ListenerContainer;
import org.jspecify.annotations.Nullable;

/**
 * How far some listeners were handed over records, by their groups.
 *
 * @param listeners the listeners
 * @param handedOver what they were handed over
 */
record LastRecordsOf(List<ListenerContainer> listeners, HandedOver handedOver) implements GroupSamples.LastRecords {

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
		if (committed.isEmpty()) {
			return committed;
		}
		for (ListenerContainer listener : this.listeners) {
			OptionalLong passed = (isOf(listener, partition))
					? this.handedOver.passed(listener, partition.partition(), committed.getAsLong())
					: OptionalLong.empty();
			if (passed.isPresent()) {
				return passed;
			}
		}
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong began(GroupPartition partition) {
		for (ListenerContainer listener : this.listeners) {
			OptionalLong began = (isOf(listener, partition)) ? this.handedOver.began(listener, partition.partition())
					: OptionalLong.empty();
			if (began.isPresent()) {
				return began;
			}
		}
		return OptionalLong.empty();
	}

	@Override
	public @Nullable OffsetRange takeGap(GroupPartition partition) {
		for (ListenerContainer listener : this.listeners) {
			OffsetRange gap = (isOf(listener, partition)) ? this.handedOver.takeGap(listener, partition.partition())
					: null;
			if (gap != null) {
				return gap;
			}
		}
		return null;
	}

	private static boolean isOf(ListenerContainer listener, GroupPartition partition) {
		return listener.group().equals(partition.group());
	}

}
