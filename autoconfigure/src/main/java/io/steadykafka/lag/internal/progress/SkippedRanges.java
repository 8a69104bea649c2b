package io.steadykafka.lag.internal.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The largest gaps of a partition: there may be very many small ones that nobody could
 * read, ends of transactions and compacted records.
 */
record SkippedRanges(List<OffsetRange> largest) {

	private static final int MOST = 8;

	SkippedRanges {
		largest = List.copyOf(largest);
	}

	static SkippedRanges of(OffsetRange range) {
		return new SkippedRanges(List.of(range));
	}

	SkippedRanges and(SkippedRanges others) {
		if (this.largest.size() < MOST) {
			return with(others);
		}
		OffsetRange smallest = smallest();
		return others.largest.stream().allMatch((other) -> other.length() <= smallest.length()) ? this : with(others);
	}

	private SkippedRanges with(SkippedRanges others) {
		List<OffsetRange> all = new ArrayList<>(this.largest);
		all.addAll(others.largest);
		all.sort(Comparator.comparingLong(OffsetRange::length).reversed());
		return new SkippedRanges(all.subList(0, Math.min(MOST, all.size())));
	}

	private OffsetRange smallest() {
		return this.largest.get(this.largest.size() - 1);
	}

}
