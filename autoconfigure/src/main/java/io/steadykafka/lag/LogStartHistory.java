package io.steadykafka.lag;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How a partition's log start moves: in leaps of a segment, with long times between. Not
 * for use by several threads.
 */
final class LogStartHistory {

	private static final int CAPACITY = 4;

	// Most log starts never move: there is room for one, until it is needed for more.
	private long[] times = new long[1];

	private long[] starts = new long[1];

	private int size;

	/**
	 * Take a sample in.
	 * @param time when it was taken, in milliseconds
	 * @param start the log start
	 */
	void add(long time, long start) {
		if (this.size > 0 && start < this.starts[this.size - 1]) {
			this.size = 0;
		}
		if (this.size > 0 && start == this.starts[this.size - 1]) {
			return;
		}
		if (this.size == CAPACITY) {
			System.arraycopy(this.times, 1, this.times, 0, CAPACITY - 1);
			System.arraycopy(this.starts, 1, this.starts, 0, CAPACITY - 1);
			this.size--;
		}
		if (this.size == this.times.length) {
			this.times = Arrays.copyOf(this.times, CAPACITY);
			this.starts = Arrays.copyOf(this.starts, CAPACITY);
		}
		this.times[this.size] = time;
		this.starts[this.size] = start;
		this.size++;
	}

	/**
	 * How fast the log start moves, on average.
	 * @param now the time now, in milliseconds
	 * @return offsets a second; empty if it was not seen to move yet
	 */
	OptionalDouble speed(long now) {
		if (this.size < 2 || now <= this.times[0]) {
			return OptionalDouble.empty();
		}
		long moved = this.starts[this.size - 1] - this.starts[0];
		return OptionalDouble.of(moved * 1000.0 / (now - this.times[0]));
	}

}
