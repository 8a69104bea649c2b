package io.steadykafka.operations.internal.describe.view;

import java.time.Instant;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.internal.offsets.LagLevel;
import org.jspecify.annotations.Nullable;

/**
 * What another instance reported of a partition.
 *
 * @param listener the listener that owns it there; empty if the instance only monitors it
 * @param state {@code null} if it is not known
 * @param paused what pauses it, empty if nothing does
 * @param level {@code null} if it is not known
 * @param outlook {@code null} if the instance has not sampled it
 * @param sampledAt by the clock of this instance, {@code null} if it was not sampled
 */
public record ReportedPartition(String listener, @Nullable PartitionState state, String paused, OptionalLong position,
		@Nullable LagLevel level, @Nullable PartitionOutlook outlook, boolean hot, @Nullable Instant sampledAt) {

	public boolean isOwned() {
		return !this.listener.isEmpty();
	}

}
