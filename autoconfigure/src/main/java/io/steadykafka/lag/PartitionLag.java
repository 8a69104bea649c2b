package io.steadykafka.lag;

import java.util.OptionalLong;

/**
 * The lag of a group on one partition, as one sample found it. Offsets are of the next
 * record; lag is a distance of offsets, so on a compacted topic it may be more than the
 * number of records that are left.
 *
 * @param committed the group's committed offset, empty if it never committed
 * @param logStart the first offset that can be read, empty if it could not be read
 * @param logEnd the end of the log: the last stable offset for a listener that reads
 * committed records only, else the high watermark; empty if it could not be read
 * @param lag records between the position that the group would start from and the end, 0
 * or more; empty if that is not known
 * @param unknownBecause why the lag is not known; empty if it is
 */
public record PartitionLag(OptionalLong committed, OptionalLong logStart, OptionalLong logEnd, OptionalLong lag,
		String unknownBecause) {

	static PartitionLag known(OptionalLong committed, long logStart, long logEnd, long lag) {
		return new PartitionLag(committed, OptionalLong.of(logStart), OptionalLong.of(logEnd), OptionalLong.of(lag),
				"");
	}

	static PartitionLag unknown(OptionalLong committed, OptionalLong logStart, OptionalLong logEnd, String because) {
		return new PartitionLag(committed, logStart, logEnd, OptionalLong.empty(), because);
	}

}
