package io.steadykafka.benchmarks.sidebyside;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition as one group reads it.
 *
 * @param group the group
 * @param partition the partition
 */
public record GroupPartition(String group, TopicPartition partition) {
}
