package io.steadykafka.commit;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long no commit of a member has succeeded although it goes on trying. Written by
 * the consumer's thread, read by others.
 */
final class FailingCommits {

	/**
	 * A synchronous commit is tried for as long, by default, before it fails: who has not
	 * failed for longer than that has stopped trying.
	 */
	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

	private final LongSupplier nanoTime;

	private volatile Row row = Row.NONE;

	FailingCommits(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	void succeeded() {
		if (this.row.failures > 0) {
			this.row = Row.NONE;
		}
	}

	/**
	 * A commit failed.
	 * @return {@code true} if it is the first one in a row
	 */
	boolean failed() {
		long now = this.nanoTime.getAsLong();
		Row before = this.row;
		boolean first = before.failures == 0;
		this.row = new Row((first || hasEnded(before, now)) ? now : before.since, now, before.failures + 1);
		return first;
	}

	/**
	 * For how long they have failed.
	 * @return the time from the first to the last failure in a row, zero if the last
	 * commit succeeded or nothing is tried any more
	 */
	Duration time() {
		Row present = this.row;
		return (hasEnded(present, this.nanoTime.getAsLong())) ? Duration.ZERO
				: Duration.ofNanos(present.last - present.since);
	}

	private static boolean hasEnded(Row row, long now) {
		return now - row.last > LONGEST_PAUSE.toNanos();
	}

	private record Row(long since, long last, int failures) {

		static final Row NONE = new Row(0, 0, 0);

	}

}
