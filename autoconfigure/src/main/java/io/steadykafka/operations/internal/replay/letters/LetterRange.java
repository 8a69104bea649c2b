package io.steadykafka.operations.internal.replay.letters;

import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a partition that are to be replayed.
 *
 * @param start the first offset
 * @param end the offset after the last one
 * @param note what is unusual about the start, {@code null} if nothing is
 */
public record LetterRange(long start, long end, @Nullable String note) {

	/**
	 * From where the last replay came to, up to the end.
	 * @param committed where the last replay came to, {@code null} if there was none
	 * @param begin the first offset that is still in the log
	 */
	public static LetterRange of(@Nullable Long committed, long begin, long end) {
		if (committed == null) {
			return new LetterRange(begin, end, null);
		}
		if (committed > end) {
			return new LetterRange(begin, end, "replays came to " + committed + ", beyond the end " + end
					+ ": the topic was made anew or lost records, so all of it is replayed");
		}
		if (committed < begin) {
			return new LetterRange(begin, end,
					(begin - committed) + " records from " + committed + " on are not in the log any more");
		}
		return new LetterRange(committed, end, null);
	}

	public long records() {
		return this.end - this.start;
	}

}
