package io.steadykafka.lag.internal.time;

import java.util.OptionalDouble;

/**
 * How fast retention moves a partition's log start, for the time until it overtakes the
 * group. It moves a segment at once, with long times in between. Not for use by several
 * threads.
 */
final class LogStartHistory {

	private static final int CAPACITY = 4;

	private static final long[] NONE = {};

	/**
	 * The time of each leap, followed by the log start after it. Most log starts never
	 * move.
	 */
	private long[] leaps = NONE;

	private int size;

	private long start = -1;

	/**
	 * Take a sample in.
	 * @param time when it was taken, in milliseconds
	 */
	void add(long time, long logStart) {
		if (logStart < this.start) {
			// The topic was recreated.
			this.size = 0;
		}
		else if (this.start >= 0 && logStart > this.start) {
			leapt(time, logStart);
		}
		this.start = logStart;
	}

	private void leapt(long time, long to) {
		if (this.leaps.length == 0) {
			this.leaps = new long[2 * CAPACITY];
		}
		if (this.size == CAPACITY) {
			System.arraycopy(this.leaps, 2, this.leaps, 0, 2 * (CAPACITY - 1));
			this.size--;
		}
		this.leaps[2 * this.size] = time;
		this.leaps[2 * this.size + 1] = to;
		this.size++;
	}

	/**
	 * How fast the log start moves, on average. One leap tells nothing: how long it had
	 * been coming is not known.
	 * @return offsets a second; empty if it was not seen to leap twice
	 */
	OptionalDouble speed(long now) {
		if (this.size < 2 || now <= this.leaps[0]) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of((this.start - this.leaps[1]) * 1000.0 / (now - this.leaps[0]));
	}

}
