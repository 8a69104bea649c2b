package io.steadykafka.lag;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

import io.steadykafka.listener.ListenerContainer;
import org.jspecify.annotations.Nullable;

/**
 * How far some listeners were handed over records, by their groups.
 *
 * @param listeners the listeners
 * @param handedOver what they were handed over
 */
record LastRecordsOf(List<ListenerContainer> listeners, HandedOver handedOver) implements GroupSamples.LastRecords {

	@Override
	public @Nullable RecordTimes last(GroupPartition partition) {
		return of(partition).map((listener) -> this.handedOver.last(listener, partition.partition()))
			.filter((times) -> times != null)
			.findFirst()
			.orElse(null);
	}

	@Override
	public OptionalLong passed(GroupPartition partition, OptionalLong committed) {
		if (committed.isEmpty()) {
			return committed;
		}
		return of(partition)
			.map((listener) -> this.handedOver.passed(listener, partition.partition(), committed.getAsLong()))
			.filter(OptionalLong::isPresent)
			.findFirst()
			.orElse(OptionalLong.empty());
	}

	private Stream<ListenerContainer> of(GroupPartition partition) {
		return this.listeners.stream().filter((listener) -> listener.group().equals(partition.group()));
	}

}
