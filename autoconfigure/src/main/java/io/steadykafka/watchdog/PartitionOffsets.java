package io.steadykafka.watchdog;

/**
 * A partition by the last sample of its group's lag.
 *
 * @param committed the committed offset, -1 if there is none yet
 * @param end the end of the log
 */
public record PartitionOffsets(long committed, long end) {

}
