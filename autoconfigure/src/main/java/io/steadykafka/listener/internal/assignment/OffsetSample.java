package io.steadykafka.listener.internal.assignment;

import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * A good sample of the lag of a listener's group.
 *
 * @param at when it was taken
 * @param partitions the partitions that the listener owns
 */
public record OffsetSample(Instant at, Map<TopicPartition, PartitionOffsets> partitions) {

}
