package io.steadykafka.lag;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The lag of a group on one partition by one sample. Offsets are those of the next
 * record. Lag is a distance of offsets, so on a compacted topic, or one with
 * transactions, it can be more than the number of records that are left. Immutable.
 *
 * @param committed the group's committed offset, empty if it never committed
 * @param logStart the first offset that can be read, empty if it is not known
 * @param logEnd the end of the log as the group reads it: the last stable offset if it
 * reads committed records only, else the high watermark; empty if it is not known
 * @param highWatermark the end of the log for readers of uncommitted records, empty if it
 * is not known
 * @param lag the offsets between the position that the group would start from and the
 * end, 0 or more; empty if that is not known
 * @param unknownBecause why the lag is not known; empty if it is
 */
public record PartitionLag(OptionalLong committed, OptionalLong logStart, OptionalLong logEnd,
		OptionalLong highWatermark, OptionalLong lag, String unknownBecause) {

	/**
	 * Returns the offset that the group reads next: the committed one, or the one that it
	 * would start from.
	 * @return the offset, empty if the lag is not known
	 */
	public OptionalLong position() {
		if (this.lag.isEmpty() || this.lag.getAsLong() == 0) {
			return this.lag.isEmpty() ? this.lag : this.logEnd;
		}
		return OptionalLong.of(this.logEnd.orElseThrow() - this.lag.getAsLong());
	}

	/**
	 * Returns the lag as a share of the offsets that can be read.
	 * @return from 0 to 1, 0 for an empty log; empty if the lag is not known
	 */
	public OptionalDouble ratio() {
		if (this.lag.isEmpty()) {
			return OptionalDouble.empty();
		}
		long readable = this.logEnd.orElseThrow() - this.logStart.orElseThrow();
		return OptionalDouble.of((readable > 0) ? this.lag.getAsLong() / (double) readable : 0);
	}

	/**
	 * Returns how many offsets a group that reads committed records can't read because of
	 * an open transaction. They are not in the lag.
	 * @return the number of offsets, 0 or more; 0 for a group that reads uncommitted
	 * records, and if it is not known
	 */
	public long behindOpenTransaction() {
		boolean known = this.highWatermark.isPresent() && this.logEnd.isPresent();
		return known ? this.highWatermark.getAsLong() - this.logEnd.getAsLong() : 0;
	}

	/**
	 * Returns how many offsets retention deleted before the group had committed them.
	 * @return the offsets between the committed one and the log start, 0 or more
	 */
	public long lostToRetention() {
		boolean known = this.committed.isPresent() && this.logStart.isPresent();
		return known ? Math.max(0, this.logStart.getAsLong() - this.committed.getAsLong()) : 0;
	}

	/**
	 * Returns whether the committed offset is beyond the end of the log: the topic was
	 * truncated, or deleted and created again.
	 * @return {@code true} if it is
	 */
	public boolean isTruncated() {
		return this.committed.isPresent() && this.highWatermark.isPresent()
				&& this.committed.getAsLong() > this.highWatermark.getAsLong();
	}

}
