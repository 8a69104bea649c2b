package io.steadykafka.lag.internal.progress;

/**
 * Offsets that nobody was handed over.
 *
 * @param to the one after the last one
 */
public record OffsetRange(long from, long to) {

	long length() {
		return this.to - this.from;
	}

}
