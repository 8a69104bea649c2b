package io.steadykafka.lag;

import java.util.OptionalLong;

/**
 * What is known of a group on one partition. Immutable.
 *
 * @param lag the lag by the last good sample
 * @param outlook what several samples tell
 * @param hot whether the partition lags far behind the others of its topic
 * @param unowned whether no member of the group owns the partition, and this instance
 * monitors it
 * @param position the offset after the last record that was delivered to a member in this
 * application, when the reading was made; the offset that the group reads next by the
 * sample if there was none; empty if that is not known
 */
public record PartitionReading(PartitionLag lag, PartitionOutlook outlook, boolean hot, boolean unowned,
		OptionalLong position) {

}
