package io.steadykafka.operations.internal.reset.plan;

import java.util.OptionalLong;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Makes offsets of a partition.
 */
final class TestOffsets {

	private TestOffsets() {
	}

	/**
	 * Offsets without an open transaction.
	 * @param committed the committed offset, -1 for none
	 * @param atTime the offset of a time, -1 for none
	 */
	static PartitionOffsets of(long committed, long start, long end, long atTime) {
		return of(committed, start, end, end, atTime);
	}

	static PartitionOffsets of(long committed, long start, long end, long stableEnd, long atTime) {
		return new PartitionOffsets((committed < 0) ? null : new OffsetAndMetadata(committed), start, end, stableEnd,
				(atTime < 0) ? OptionalLong.empty() : OptionalLong.of(atTime));
	}

}
