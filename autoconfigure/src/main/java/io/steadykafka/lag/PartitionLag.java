package io.steadykafka.lag;

import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.steadykafka.lag.internal.progress.RecordTimes;
import io.steadykafka.lag.internal.sampling.LogBounds;
import org.jspecify.annotations.Nullable;

/**
 * The lag of a group on one partition, as one sample found it. Offsets are of the next
 * record; lag is a distance of offsets, so on a compacted topic, or one with
 * transactions, it may be more than the number of records that are left.
 *
 * @param committed the group's committed offset, empty if it never committed
 * @param logStart the first offset that can be read, empty if it could not be read
 * @param logEnd the end of the log as the group reads it: the last stable offset for a
 * listener that reads committed records only, else the high watermark; empty if it could
 * not be read
 * @param highWatermark the end of the log whoever reads it, empty if it could not be read
 * @param lag records between the position that the group would start from and the end, 0
 * or more; empty if that is not known
 * @param unknownBecause why the lag is not known; empty if it is
 */
public record PartitionLag(OptionalLong committed, OptionalLong logStart, OptionalLong logEnd,
		OptionalLong highWatermark, OptionalLong lag, String unknownBecause) {

	private static final OptionalLong NONE = OptionalLong.of(0);

	// There may be ten thousand partitions, most of them caught up: one object for what
	// is the same.
	public static PartitionLag known(OptionalLong committed, LogBounds log, long lag) {
		return of(committed, log, lag(lag), "");
	}

	private static OptionalLong lag(long lag) {
		return (lag > 0) ? OptionalLong.of(lag) : NONE;
	}

	public static PartitionLag unknown(OptionalLong committed, LogBounds log, String because) {
		return of(committed, log, OptionalLong.empty(), because);
	}

	private static PartitionLag of(OptionalLong committed, LogBounds log, OptionalLong lag, String because) {
		OptionalLong end = OptionalLong.of(log.end());
		return new PartitionLag(committed.equals(end) ? end : committed, OptionalLong.of(log.start()), end,
				(log.highWatermark() == log.end()) ? end : OptionalLong.of(log.highWatermark()), lag, because);
	}

	/**
	 * The lag of a group that never committed, and has a member: that one would begin
	 * again with the first record that it was handed over, and stands where it began if
	 * there was none. To begin at the end now, as the reset policy says, would be to miss
	 * what was written since.
	 * @param handedOver the records, {@code null} for none
	 * @param position where a member stands that was handed over nothing, empty if there
	 * is no such member
	 * @return this, or the lag from there on
	 */
	public PartitionLag from(@Nullable RecordTimes handedOver, OptionalLong position) {
		OptionalLong next = next(handedOver, position);
		return next.isPresent() ? readingAt(next.getAsLong(), this.logStart.orElseThrow(), this.logEnd.orElseThrow())
				: this;
	}

	/**
	 * Whether such a member is beyond the end: the topic was truncated or made anew, or
	 * the end was read a moment before.
	 * @param handedOver the records, {@code null} for none
	 * @param position where a member stands that was handed over nothing
	 * @return {@code true} if it is
	 */
	public boolean isMemberBeyondEnd(@Nullable RecordTimes handedOver, OptionalLong position) {
		OptionalLong next = next(handedOver, position);
		return next.isPresent() && next.getAsLong() > this.highWatermark.orElse(Long.MAX_VALUE);
	}

	private OptionalLong next(@Nullable RecordTimes handedOver, OptionalLong position) {
		if (this.committed.isPresent() || this.logEnd.isEmpty() || this.logStart.isEmpty()) {
			return OptionalLong.empty();
		}
		return (handedOver != null) ? OptionalLong.of(handedOver.startOffset()) : position;
	}

	public PartitionLag madeAnew() {
		return new PartitionLag(this.committed, this.logStart, this.logEnd, this.highWatermark, OptionalLong.empty(),
				"a member stands beyond the end: the topic was truncated or made anew");
	}

	/**
	 * The lag of a member that has processed and committed all that it was handed over,
	 * and whose position is further.
	 * @param position the position, empty if there is no such member
	 * @return this, or the lag from the position on
	 */
	public PartitionLag beyond(OptionalLong position) {
		boolean further = position.isPresent() && this.lag.isPresent()
				&& position.getAsLong() > position().orElseThrow();
		// Beyond the end it is one of a topic that was made anew since.
		if (!further || position.getAsLong() > this.logEnd.orElseThrow()) {
			return this;
		}
		return readingAt(position.getAsLong(), this.logStart.orElseThrow(), this.logEnd.orElseThrow());
	}

	/**
	 * The lag of a share group, of which records were finished out of turn.
	 * @param unfinished those that are not, as the brokers say, who may have counted a
	 * moment before the end was read
	 * @return the lag without the others
	 */
	public PartitionLag withoutFinished(long unfinished) {
		return new PartitionLag(this.committed, this.logStart, this.logEnd, this.highWatermark,
				lag(Math.min(unfinished, this.lag.orElseThrow())), "");
	}

	private PartitionLag readingAt(long position, long start, long end) {
		return new PartitionLag(this.committed, this.logStart, this.logEnd, this.highWatermark,
				lag(end - Math.max(position, start)), "");
	}

	/**
	 * Whether the committed offset leaves no lag, or there is nothing to read.
	 * @return {@code true} also if the end or the log start is not known
	 */
	public boolean isReadToTheEnd() {
		OptionalLong next = this.committed.isPresent() ? this.committed : this.logStart;
		return this.logEnd.isEmpty() || next.isEmpty() || next.getAsLong() >= this.logEnd.getAsLong();
	}

	/**
	 * Whether the log's bounds could be read.
	 * @return {@code false} if one of them is not known
	 */
	public boolean isRead() {
		return this.logStart.isPresent() && this.logEnd.isPresent() && this.highWatermark.isPresent();
	}

	/**
	 * The offset that the group reads next: the committed one, or where it would start.
	 * @return the offset, empty if the lag is not known
	 */
	public OptionalLong position() {
		return (this.lag.isPresent()) ? OptionalLong.of(this.logEnd.orElseThrow() - this.lag.getAsLong())
				: OptionalLong.empty();
	}

	/**
	 * The lag as a share of what can be read.
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
	 * Records that are written and can't be read before a transaction ends that one of
	 * them, or a record before them, belongs to. They are not in the lag.
	 * @return the number of offsets, 0 for a group that reads records that are not
	 * committed
	 */
	public long behindOpenTransaction() {
		boolean known = this.highWatermark.isPresent() && this.logEnd.isPresent();
		return known ? this.highWatermark.getAsLong() - this.logEnd.getAsLong() : 0;
	}

	/**
	 * Records that retention took before the group had committed them.
	 * @return the number of offsets between the committed one and the log start, 0 or
	 * more
	 */
	public long lostToRetention() {
		boolean known = this.committed.isPresent() && this.logStart.isPresent();
		return known ? Math.max(0, this.logStart.getAsLong() - this.committed.getAsLong()) : 0;
	}

	/**
	 * Whether the committed offset is beyond the end of the log: the topic was truncated,
	 * or deleted and made anew.
	 * @return {@code true} if it is
	 */
	public boolean isTruncated() {
		return this.committed.isPresent() && this.highWatermark.isPresent()
				&& this.committed.getAsLong() > this.highWatermark.getAsLong();
	}

}
