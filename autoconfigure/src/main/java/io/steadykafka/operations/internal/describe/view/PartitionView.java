package io.steadykafka.operations.internal.describe.view;

import java.time.Instant;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionReading;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a group at one moment.
 *
 * @param lag its offsets
 * @param reading what several samples tell, {@code null} if this instance does not sample
 * it
 * @param at when the offsets were read, {@code null} if they were not
 * @param state {@code null} if it is not known
 * @param stateUnknown why the state is not known
 * @param paused what pauses it, empty if nothing does
 * @param read whether a member reads its topic, or could
 */
public record PartitionView(TopicPartition partition, PartitionLag lag, @Nullable PartitionReading reading,
		@Nullable Instant at, PartitionOwner owner, @Nullable PartitionState state, String stateUnknown, String paused,
		boolean read) {

}
