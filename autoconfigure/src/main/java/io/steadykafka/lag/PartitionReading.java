package io.steadykafka.lag;

/**
 * The lag of a group on one partition by the last good sample.
 *
 * @param lag the sample
 * @param outlook what the samples before it tell
 */
public record PartitionReading(PartitionLag lag, PartitionOutlook outlook) {

}
