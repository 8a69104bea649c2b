package io.steadykafka.lag.internal.time;

import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * Samples of the end and of the position of one partition. There is room for a fixed
 * number of them: most of them are spread over the window of the trend, the others over
 * what was before, in less and less detail, back to the first one. Not for use by several
 * threads.
 */
public final class OffsetHistory {

	/**
	 * Enough for a slope and for a look back. There may be ten thousand histories, and a
	 * partition is to cost less than 1 KB in all.
	 */
	private static final int CAPACITY = 16;

	/**
	 * Room for what was before the window.
	 */
	private static final int MOST_OF_WINDOW = 10;

	/**
	 * The pairs of points are many more than the points.
	 */
	private static final int MOST_OF_A_SLOPE = 12;

	/**
	 * When the first one was taken, in milliseconds.
	 */
	private long begin;

	/**
	 * How long after it each was taken, in milliseconds: 24 days at most.
	 */
	private final int[] times = new int[CAPACITY];

	private final long[] ends = new long[CAPACITY];

	private final long[] positions = new long[CAPACITY];

	private int size;

	/**
	 * Take a sample in. One of the same moment as the last one is left out.
	 * @param time when it was taken, in milliseconds
	 */
	void add(long time, long end, long position, long since) {
		if (this.size > 0 && (end < this.ends[this.size - 1] || position < this.positions[this.size - 1])) {
			// Truncated, made anew or reset: what was before is another story.
			this.size = 0;
		}
		if (this.size > 0 && time < time(this.size - 1)) {
			// The clock was set back: how long ago the others are is not known.
			this.size = 0;
		}
		if (this.size > 0 && time == time(this.size - 1)) {
			return;
		}
		if (this.size == CAPACITY) {
			giveUp(leastMissed(time, position, since));
		}
		beginWithin(time);
		this.times[this.size] = (int) (time - this.begin);
		this.ends[this.size] = end;
		this.positions[this.size] = position;
		this.size++;
	}

	private void beginWithin(long time) {
		while (this.size > 0 && time - this.begin > Integer.MAX_VALUE) {
			giveUp(0);
			int later = this.times[0];
			this.begin += later;
			for (int index = 0; index < this.size; index++) {
				this.times[index] -= later;
			}
		}
		if (this.size == 0) {
			this.begin = time;
		}
	}

	private long time(int index) {
		return this.begin + this.times[index];
	}

	// The one with the closest neighbours, for its age where it is older than the window.
	// Not the last ones, which tell the time of who keeps up, nor the two around the next
	// record: they tell for how long it has been waiting, however long nothing was
	// written before it.
	private int leastMissed(long now, long position, long since) {
		int from = from(since);
		boolean ofWindow = this.size - from > MOST_OF_WINDOW;
		int before = lastNotBeyond(position);
		int least = -1;
		double leastSpan = Double.POSITIVE_INFINITY;
		for (int index = 1; index < this.size - 2; index++) {
			if (index == before || index == before + 1 || (index >= from) != ofWindow) {
				continue;
			}
			double span = this.times[index + 1] - this.times[index - 1];
			double weighed = (ofWindow) ? span : span / (now - time(index));
			if (weighed < leastSpan) {
				least = index;
				leastSpan = weighed;
			}
		}
		return (least > 0) ? least : 1;
	}

	private void giveUp(int index) {
		int behind = this.size - index - 1;
		System.arraycopy(this.times, index + 1, this.times, index, behind);
		System.arraycopy(this.ends, index + 1, this.ends, index, behind);
		System.arraycopy(this.positions, index + 1, this.positions, index, behind);
		this.size--;
	}

	private int lastNotBeyond(long offset) {
		int index = this.size - 1;
		while (index >= 0 && this.ends[index] > offset) {
			index--;
		}
		return index;
	}

	/**
	 * How fast the lag grows.
	 * @return records a second, negative for a lag that shrinks; empty for too few
	 * samples
	 */
	OptionalDouble velocity(long since) {
		int from = from(since);
		int step = Math.max(1, (this.size - from + MOST_OF_A_SLOPE - 1) / MOST_OF_A_SLOPE);
		double[] x = new double[(this.size - from + step - 1) / step];
		double[] y = new double[x.length];
		for (int point = x.length - 1, index = this.size - 1; point >= 0; point--, index -= step) {
			x[point] = this.times[index] / 1000.0;
			y[point] = this.ends[index] - this.positions[index];
		}
		return RobustSlope.of(x, y);
	}

	/**
	 * How fast the group reads.
	 * @return records a second, 0 for too few samples
	 */
	double readingSpeed(long since) {
		int from = from(since);
		int last = this.size - 1;
		if (from >= last) {
			return 0;
		}
		return (this.positions[last] - this.positions[from]) * 1000.0 / (this.times[last] - this.times[from]);
	}

	/**
	 * Between which samples the record at an offset was written.
	 * @param offset the offset, of a record that exists
	 * @return the bracket, {@code null} if it was there at the first sample already
	 */
	@Nullable Bracket written(long offset) {
		int index = lastNotBeyond(offset);
		if (index < 0) {
			return null;
		}
		if (index == this.size - 1) {
			return new Bracket(time(index), time(index), time(index));
		}
		double share = (offset - this.ends[index]) / (double) (this.ends[index + 1] - this.ends[index]);
		long between = Math.round(share * (this.times[index + 1] - this.times[index]));
		return new Bracket(time(index), time(index) + between, time(index + 1));
	}

	/**
	 * The time of the first sample.
	 * @return milliseconds, {@link Long#MAX_VALUE} if there is none
	 */
	long first() {
		return (this.size > 0) ? this.begin : Long.MAX_VALUE;
	}

	private int from(long since) {
		int from = 0;
		while (from < this.size && time(from) < since) {
			from++;
		}
		return from;
	}

	/**
	 * When something happened, in milliseconds.
	 *
	 * @param earliest not before
	 * @param likely about when
	 * @param latest not after
	 */
	record Bracket(long earliest, long likely, long latest) {

	}

}
