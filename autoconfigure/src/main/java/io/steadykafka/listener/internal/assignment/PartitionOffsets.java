package io.steadykafka.listener.internal.assignment;

/**
 * A partition by the last sample of its group's lag.
 *
 * @param committed the committed offset, -1 if there is none yet
 */
public record PartitionOffsets(long committed, long end) {

}
