package io.steadykafka.operations.internal.describe.view;

import java.time.Instant;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.offsets.LagLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a group at one moment.
 *
 * @param lag its offsets
 * @param sample what several samples tell
 * @param at when it was sampled, or its offsets were read; {@code null} if they were not
 * @param state {@code null} if it is not known
 * @param stateUnknown why the state is not known
 * @param paused what pauses it, empty if nothing does
 * @param read whether a member reads its topic, or could
 */
public record PartitionView(TopicPartition partition, PartitionLag lag, Sample sample, @Nullable Instant at,
		PartitionOwner owner, @Nullable PartitionState state, String stateUnknown, String paused, boolean read) {

	public @Nullable PartitionReading reading() {
		return this.sample.reading();
	}

	/**
	 * What an instance sampled.
	 *
	 * @param reading {@code null} if no instance that is known samples it
	 * @param level the level by the instance that samples it, {@code null} if that is not
	 * known
	 * @param unknownBecause why there is no reading
	 */
	public record Sample(@Nullable PartitionReading reading, @Nullable LagLevel level, String unknownBecause) {

	}

}
