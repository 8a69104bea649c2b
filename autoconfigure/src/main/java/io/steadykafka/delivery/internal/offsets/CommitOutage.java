package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long no commit of a member has succeeded although it goes on trying. Written by
 * the consumer's thread, read by others.
 */
public final class CommitOutage {

	/**
	 * A synchronous commit is tried for as long, by default, before it fails.
	 */
	private static final Duration LONGEST_COMMIT = Duration.ofMinutes(2);

	private final Duration maxPollInterval;

	private final LongSupplier nanoTime;

	private volatile Row row = Row.NONE;

	/**
	 * Create what knows of no failure.
	 * @param maxPollInterval how long a member may take to its next commit, and a
	 * rebalance for its slowest member
	 */
	public CommitOutage(Duration maxPollInterval, LongSupplier nanoTime) {
		this.maxPollInterval = maxPollInterval;
		this.nanoTime = nanoTime;
	}

	public void succeeded() {
		if (this.row.any) {
			this.row = Row.NONE;
		}
	}

	/**
	 * A commit failed.
	 * @return {@code true} if it is the first one in a row
	 */
	public boolean failed() {
		long now = this.nanoTime.getAsLong();
		Row before = present(now);
		long since = (before.any && before.since - now < 0) ? before.since : now;
		this.row = new Row(true, true, since, now);
		return !before.isTold;
	}

	/**
	 * A commit has to wait for a rebalance. That is no failure for as long as one may
	 * take.
	 */
	public void waits() {
		long now = this.nanoTime.getAsLong();
		Row before = present(now);
		long since = (before.any) ? before.since : now + this.maxPollInterval.plus(LONGEST_COMMIT).toNanos();
		this.row = new Row(true, before.isTold, since, now);
	}

	/**
	 * For how long they have failed.
	 * @return the time from the first to the last failure in a row, zero if the last
	 * commit succeeded or nothing is tried any more
	 */
	public Duration time() {
		Row present = present(this.nanoTime.getAsLong());
		return Duration.ofNanos(Math.max(0, present.last - present.since));
	}

	private Row present(long now) {
		Row present = this.row;
		boolean hasEnded = now - present.last > this.maxPollInterval.plus(LONGEST_COMMIT).toNanos();
		return (hasEnded) ? new Row(false, present.isTold, 0, 0) : present;
	}

	private record Row(boolean any, boolean isTold, long since, long last) {

		static final Row NONE = new Row(false, false, 0, 0);

	}

}
