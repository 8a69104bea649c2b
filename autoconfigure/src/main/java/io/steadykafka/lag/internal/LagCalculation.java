package io.steadykafka.lag.internal;

import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.sampling.LogBounds;
import io.steadykafka.lag.internal.sampling.ResetPolicy;

/**
 * Works the lag of a partition out of its offsets.
 */
public final class LagCalculation {

	private LagCalculation() {
	}

	/**
	 * Work out the lag.
	 * @param committed the committed offset, empty if there is none
	 * @param reset what the listener does without a committed offset
	 * @param resetOffset where {@code by_duration} would start, empty if all records are
	 * older
	 */
	public static PartitionLag of(OptionalLong committed, LogBounds log, ResetPolicy reset, OptionalLong resetOffset) {
		if (committed.isEmpty()) {
			return withoutCommit(log, reset, resetOffset);
		}
		long position = committed.getAsLong();
		if (position > log.highWatermark()) {
			// Committed offsets are read before ends, so this is no race.
			return PartitionLag.unknown(committed, log, "the committed offset " + position + " is beyond the end "
					+ log.highWatermark() + ": the topic was truncated or made anew");
		}
		return known(committed, log, position);
	}

	private static PartitionLag withoutCommit(LogBounds log, ResetPolicy reset, OptionalLong resetOffset) {
		return switch (reset.kind()) {
			case EARLIEST -> known(OptionalLong.empty(), log, log.start());
			case LATEST -> known(OptionalLong.empty(), log, log.end());
			case BY_DURATION -> known(OptionalLong.empty(), log, resetOffset.orElse(log.end()));
			case NONE -> PartitionLag.unknown(OptionalLong.empty(), log,
					"there is no committed offset, and auto.offset.reset=none does not say where to start");
		};
	}

	private static PartitionLag known(OptionalLong committed, LogBounds log, long position) {
		// Log start and end are read at different moments: the start may have passed. A
		// position beyond the last stable offset was read by somebody who does not care
		// for transactions: there is nothing to read now.
		long lag = Math.max(0, log.end() - Math.max(position, log.start()));
		return PartitionLag.known(committed, log, lag);
	}

}
