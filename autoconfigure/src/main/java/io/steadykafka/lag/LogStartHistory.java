package io.steadykafka.lag;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How a partition's log start moves: in leaps of a segment, with long times between. Not
 * for use by several threads.
 */
final class LogStartHistory {

	private static final int CAPACITY = 4;

	/**
	 * Times, and the log start of each. Most log starts never move: there is room for one
	 * until it is needed for more.
	 */
	private long[] samples = new long[2];

	private int size;

	/**
	 * Take a sample in.
	 * @param time when it was taken, in milliseconds
	 * @param start the log start
	 */
	void add(long time, long start) {
		if (this.size > 0 && start < start(this.size - 1)) {
			this.size = 0;
		}
		if (this.size > 0 && start == start(this.size - 1)) {
			return;
		}
		if (this.size == CAPACITY) {
			System.arraycopy(this.samples, 2, this.samples, 0, 2 * (CAPACITY - 1));
			this.size--;
		}
		if (2 * this.size == this.samples.length) {
			this.samples = Arrays.copyOf(this.samples, 2 * CAPACITY);
		}
		this.samples[2 * this.size] = time;
		this.samples[2 * this.size + 1] = start;
		this.size++;
	}

	private long time(int index) {
		return this.samples[2 * index];
	}

	private long start(int index) {
		return this.samples[2 * index + 1];
	}

	/**
	 * How fast the log start moves, on average.
	 * @param now the time now, in milliseconds
	 * @return offsets a second; empty if it was not seen to move yet
	 */
	OptionalDouble speed(long now) {
		if (this.size < 2 || now <= time(0)) {
			return OptionalDouble.empty();
		}
		long moved = start(this.size - 1) - start(0);
		return OptionalDouble.of(moved * 1000.0 / (now - time(0)));
	}

}
