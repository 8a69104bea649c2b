package io.steadykafka.lag.internal.group;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition as one consumer group reads it.
 *
 * @param group the group id
 * @param partition the partition
 */
public record GroupPartition(String group, TopicPartition partition) {

}
