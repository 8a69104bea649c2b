package io.steadykafka.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * A record that took its listener longer than {@code max.poll.interval.ms}, so that its
 * member lost its partitions.
 *
 * @param listener the id of the listener
 * @param group its group id
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 * @param took how long the listener took
 * @param at when the listener returned
 */
public record OverlongRecord(String listener, String group, String topic, int partition, long offset, Duration took,
		Instant at) {

}
