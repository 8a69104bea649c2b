package io.steadykafka.lag.internal.progress;

/**
 * Offsets that were not delivered.
 *
 * @param to the offset after the last one
 */
public record OffsetRange(long from, long to) {

	long length() {
		return this.to - this.from;
	}

}
