package io.steadykafka.operations.internal;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

/**
 * How far listeners have come in this instance, to tell a record that is done from one
 * that was never reached.
 *
 * @param listeners the listeners of this instance
 * @param processed the offset after the last record that a listener processed here
 * @param committed the offset that a listener's group committed, as last known
 */
public record ReachedOffsets(Supplier<List<ListenerContainer>> listeners,
		BiFunction<ListenerContainer, TopicPartition, OptionalLong> processed,
		BiFunction<ListenerContainer, TopicPartition, OptionalLong> committed) {

	/**
	 * The offset up to which the records of a partition are done, empty if that is not
	 * known here.
	 */
	public OptionalLong of(String listener, TopicPartition partition) {
		return this.listeners.get().stream().filter((candidate) -> candidate.id().equals(listener)).map((found) -> {
			// What was committed may be of before, and of before a reset.
			OptionalLong here = this.processed.apply(found, partition);
			return (here.isPresent()) ? here : this.committed.apply(found, partition);
		}).findFirst().orElse(OptionalLong.empty());
	}

}
