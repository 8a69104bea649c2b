package io.steadykafka.lag.internal.group;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition as one consumer group reads it.
 */
public record GroupPartition(String group, TopicPartition partition) {

}
