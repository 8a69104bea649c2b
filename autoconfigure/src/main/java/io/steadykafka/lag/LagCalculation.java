package io.steadykafka.lag;

import java.util.OptionalLong;

/**
 * Works the lag of a partition out of its offsets.
 */
final class LagCalculation {

	private LagCalculation() {
	}

	/**
	 * Work out the lag.
	 * @param committed the committed offset, empty if there is none
	 * @param logStart the first offset that can be read
	 * @param logEnd the end that the listener reads to
	 * @param reset what the listener does without a committed offset
	 * @param resetOffset where {@code by_duration} would start, empty if all records are
	 * older
	 * @return the lag
	 */
	static PartitionLag of(OptionalLong committed, long logStart, long logEnd, ResetPolicy reset,
			OptionalLong resetOffset) {
		if (committed.isEmpty()) {
			return withoutCommit(logStart, logEnd, reset, resetOffset);
		}
		long position = committed.getAsLong();
		if (position > logEnd) {
			// Committed offsets are read before ends, so this is no race.
			return PartitionLag.unknown(committed, OptionalLong.of(logStart), OptionalLong.of(logEnd),
					"the committed offset " + position + " is beyond the end " + logEnd
							+ ": the topic was truncated or made anew, or a transaction on it is still open");
		}
		return known(committed, logStart, logEnd, position);
	}

	private static PartitionLag withoutCommit(long logStart, long logEnd, ResetPolicy reset, OptionalLong resetOffset) {
		return switch (reset.kind()) {
			case EARLIEST -> known(OptionalLong.empty(), logStart, logEnd, logStart);
			case LATEST -> known(OptionalLong.empty(), logStart, logEnd, logEnd);
			case BY_DURATION -> known(OptionalLong.empty(), logStart, logEnd, resetOffset.orElse(logEnd));
			case NONE -> PartitionLag.unknown(OptionalLong.empty(), OptionalLong.of(logStart), OptionalLong.of(logEnd),
					"there is no committed offset, and auto.offset.reset=none does not say where to start");
		};
	}

	private static PartitionLag known(OptionalLong committed, long logStart, long logEnd, long position) {
		// Log start and end are read at different moments: the start may have passed.
		long lag = Math.max(0, logEnd - Math.max(position, logStart));
		return PartitionLag.known(committed, logStart, logEnd, lag);
	}

}
