package io.steadykafka.lag;

import java.time.Instant;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that retention deleted before a group had read them. Losses of a partition with
 * less than an hour between them are one loss. Immutable.
 *
 * @param partition the partition
 * @param records the number of records, 1 or more
 * @param at when the last of them was found
 */
public record Loss(TopicPartition partition, long records, Instant at) {

}
