package io.steadykafka.lag.internal.offsets;

/**
 * From where to where a log can be read.
 *
 * @param start the first offset that can be read
 * @param end the offset that a listener reads to
 * @param highWatermark the offset after the last record that all replicas have
 */
public record LogBounds(long start, long end, long highWatermark) {

}
