package io.steadykafka.lag.internal.offsets;

import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;

/**
 * Calculates the lag of a partition from its offsets.
 */
public final class LagCalculation {

	private static final OptionalLong NONE = OptionalLong.of(0);

	private LagCalculation() {
	}

	/**
	 * Calculates the lag.
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
			return unknown(committed, log, "the committed offset " + position + " is beyond the end "
					+ log.highWatermark() + ": the topic was truncated or made anew");
		}
		return from(position, committed, log);
	}

	private static PartitionLag withoutCommit(LogBounds log, ResetPolicy reset, OptionalLong resetOffset) {
		return switch (reset.kind()) {
			case EARLIEST -> from(log.start(), OptionalLong.empty(), log);
			case LATEST -> from(log.end(), OptionalLong.empty(), log);
			case BY_DURATION -> from(resetOffset.orElse(log.end()), OptionalLong.empty(), log);
			case NONE -> unknown(OptionalLong.empty(), log,
					"there is no committed offset, and auto.offset.reset=none does not say where to start");
		};
	}

	private static PartitionLag from(long position, OptionalLong committed, LogBounds log) {
		// Log start and end are read at different moments: the start may have passed. A
		// position beyond the last stable offset is that of a reader of uncommitted
		// records: there is nothing to read now.
		return known(committed, log, log.end() - Math.max(position, log.start()));
	}

	public static PartitionLag known(OptionalLong committed, LogBounds log, long lag) {
		return of(committed, log, records(lag), "");
	}

	public static PartitionLag unknown(OptionalLong committed, LogBounds log, String because) {
		return of(committed, log, OptionalLong.empty(), because);
	}

	// There may be ten thousand partitions, most of them caught up: one object for equal
	// offsets.
	private static PartitionLag of(OptionalLong committed, LogBounds log, OptionalLong lag, String because) {
		OptionalLong end = OptionalLong.of(log.end());
		return new PartitionLag(committed.equals(end) ? end : committed, OptionalLong.of(log.start()), end,
				(log.highWatermark() == log.end()) ? end : OptionalLong.of(log.highWatermark()), lag, because);
	}

	private static OptionalLong records(long lag) {
		return (lag > 0) ? OptionalLong.of(lag) : NONE;
	}

	/**
	 * The lag from a position on, which is no earlier than the log start.
	 */
	public static PartitionLag readingAt(PartitionLag lag, long position) {
		return with(lag, lag.logEnd().orElseThrow() - Math.max(position, lag.logStart().orElseThrow()));
	}

	/**
	 * The same partition with another lag.
	 */
	public static PartitionLag with(PartitionLag lag, long records) {
		return new PartitionLag(lag.committed(), lag.logStart(), lag.logEnd(), lag.highWatermark(), records(records),
				"");
	}

	/**
	 * Whether the committed offset leaves no lag, or there is nothing to read. Also true
	 * if the end or the log start is not known.
	 */
	public static boolean isReadToTheEnd(PartitionLag lag) {
		OptionalLong next = lag.committed().isPresent() ? lag.committed() : lag.logStart();
		return lag.logEnd().isEmpty() || next.isEmpty() || next.getAsLong() >= lag.logEnd().getAsLong();
	}

}
