package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;

import io.steadykafka.watchdog.internal.PartitionOffsets;
import org.jspecify.annotations.Nullable;

/**
 * A partition that may be standing still: with records left, not held back, and with its
 * member idle for most of every interval between two samples.
 *
 * @param since when its first sample was taken
 * @param until when its last sample was taken
 * @param samples how many samples there are, 1 or more
 */
public record StuckPartition(long since, long until, int samples, Sight first, Sight last) {

	private static final int FEWEST_SAMPLES = 3;

	/**
	 * Without a partition that moves beside it, it takes so much longer to be sure.
	 */
	private static final int ALONE = 3;

	/**
	 * Look at the next sample.
	 * @param before what is known, {@code null} for nothing
	 * @return what is known now
	 */
	static StuckPartition next(@Nullable StuckPartition before, Sight now, long nanos) {
		return (before != null && before.last.standsStillUntil(now))
				? new StuckPartition(before.since, nanos, before.samples + 1, before.first, now)
				: new StuckPartition(nanos, nanos, 1, now, now);
	}

	boolean isWedged(Duration wedgeAfter, boolean othersMoved) {
		Duration time = (othersMoved) ? wedgeAfter : wedgeAfter.multipliedBy(ALONE);
		return this.samples >= FEWEST_SAMPLES && this.last.offsets.end() > this.first.offsets.end()
				&& this.until - this.since >= time.toNanos();
	}

	/**
	 * What can be seen of a partition.
	 *
	 * @param position the consumer's position at its first poll after that, -1 if it is
	 * not known
	 * @param lively whether since the look before a record was handed over
	 * @param heldBack whether somebody paused it, it waits for a failed record or for an
	 * acknowledgement
	 * @param at when this was
	 * @param busy how long its member's listener has been at work so far, in nanoseconds
	 * @param failures how often its listener failed so far
	 */
	public record Sight(PartitionOffsets offsets, long position, boolean lively, boolean heldBack, long at, long busy,
			long failures) {

		boolean hasMovedUntil(Sight next) {
			return next.offsets.committed() != this.offsets.committed();
		}

		private boolean standsStillUntil(Sight next) {
			// One that is at work most of the time may have other partitions to do first.
			boolean idle = next.busy - this.busy < (next.at - this.at) / 2;
			return !hasMovedUntil(next) && next.offsets.committed() < next.offsets.end() && isStuckUntil(next)
					&& !this.heldBack && !next.heldBack && idle && next.failures == this.failures;
		}

		private boolean isStuckUntil(Sight next) {
			// Committed offsets alone say nothing: of markers of transactions, of records
			// that are filtered out or handed over again and again, nothing is committed.
			return this.position >= 0 && next.position == this.position && next.position < next.offsets.end()
					&& !next.lively;
		}

	}

}
