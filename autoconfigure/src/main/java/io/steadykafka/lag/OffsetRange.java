package io.steadykafka.lag;

/**
 * Offsets that nobody was handed over.
 *
 * @param from the first one
 * @param to the one after the last one
 */
record OffsetRange(long from, long to) {

	long length() {
		return this.to - this.from;
	}

}
