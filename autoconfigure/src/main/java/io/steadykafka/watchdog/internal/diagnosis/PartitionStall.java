package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A span of time in which a partition makes no progress although it has records, nothing
 * holds it back, and its member is idle for most of every interval between two snapshots.
 *
 * @param since when its first snapshot was taken
 * @param until when its last snapshot was taken
 * @param samples how many snapshots there are, 1 or more
 */
record PartitionStall(long since, long until, int samples, PartitionSnapshot first, PartitionSnapshot last) {

	private static final int FEWEST_SAMPLES = 3;

	/**
	 * Without a partition that moves beside it, it takes so much longer to be sure.
	 */
	private static final int ALONE = 3;

	/**
	 * Continue with the next snapshot, or begin anew with it if the partition made
	 * progress.
	 */
	static PartitionStall next(@Nullable PartitionStall before, PartitionSnapshot now, long nanos) {
		return (before != null && before.last.makesNoProgressUntil(now))
				? new PartitionStall(before.since, nanos, before.samples + 1, before.first, now)
				: new PartitionStall(nanos, nanos, 1, now, now);
	}

	boolean isStuck(Duration stuckAfter, boolean othersMoved) {
		Duration time = (othersMoved) ? stuckAfter : stuckAfter.multipliedBy(ALONE);
		return this.samples >= FEWEST_SAMPLES && this.last.offsets().end() > this.first.offsets().end()
				&& this.until - this.since >= time.toNanos();
	}

}
