package io.steadykafka.lag;

import java.util.OptionalLong;

/**
 * The lag of a group on one partition by the last good sample.
 *
 * @param lag the sample
 * @param outlook what the samples before it tell
 * @param position the offset after the last record that a member here was handed over,
 * now; where it was handed over none, the offset that it reads next by the sample; empty
 * if that is not known
 */
public record PartitionReading(PartitionLag lag, PartitionOutlook outlook, OptionalLong position) {

}
