package io.steadykafka.lag;

import java.util.OptionalLong;

/**
 * Readings of tests.
 */
public final class TestReadings {

	private TestReadings() {
	}

	public static PartitionReading of(PartitionLag lag) {
		return of(lag, PartitionOutlook.UNKNOWN);
	}

	public static PartitionReading of(PartitionLag lag, PartitionOutlook outlook) {
		return new PartitionReading(lag, outlook, false, false, OptionalLong.empty());
	}

}
