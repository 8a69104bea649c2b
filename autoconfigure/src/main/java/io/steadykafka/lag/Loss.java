package io.steadykafka.lag;

import java.time.Instant;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that retention took before a group had read them.
 *
 * @param partition the partition
 * @param records how many, 1 or more
 * @param at when it was found
 */
public record Loss(TopicPartition partition, long records, Instant at) {

}
