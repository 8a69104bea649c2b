package io.steadykafka.lag;

import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that retention took before a group had read them, without an hour between that
 * nothing was lost in.
 *
 * @param partition the partition
 * @param records how many, 1 or more
 * @param at when the last of them was found
 */
public record Loss(TopicPartition partition, long records, Instant at) {

	/**
	 * Losses with less time between them are one.
	 */
	public static final Duration TOGETHER = Duration.ofHours(1);

}
