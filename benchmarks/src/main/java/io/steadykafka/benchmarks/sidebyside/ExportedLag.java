package io.steadykafka.benchmarks.sidebyside;

import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The values of the starter's meters for a group on a partition.
 *
 * @param lag the lag
 * @param committed the committed offset
 * @param start log start
 * @param end the end as far as the group reads
 * @param held what an open transaction holds back
 */
public record ExportedLag(OptionalLong lag, OptionalLong committed, OptionalLong start, OptionalLong end,
		OptionalLong held) {

	/** Nothing: the partition is not exported. */
	public static final ExportedLag NOTHING = new ExportedLag(OptionalLong.empty(), OptionalLong.empty(),
			OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

	private static final String LAG = "steady_kafka_lag_records";

	private static final String WATCHED = "steady_kafka_group_lag_records";

	/**
	 * Pick a partition's numbers.
	 * @param meters values by name of the meter; NaN for what is not known
	 */
	public static ExportedLag of(Map<String, Double> meters) {
		OptionalLong lag = number(meters.getOrDefault(LAG, meters.get(WATCHED)));
		return new ExportedLag(lag, number(meters.get("steady_kafka_offset_committed")),
				number(meters.get("steady_kafka_offset_start")), number(meters.get("steady_kafka_offset_end")),
				number(meters.get("steady_kafka_transaction_held_records")));
	}

	/**
	 * Whether the group is one that no listener is a member of: only the lag is told, and
	 * it is up to the high watermark.
	 */
	boolean isLagOnly() {
		return this.end.isEmpty();
	}

	ExportedLag withLag(long other) {
		return new ExportedLag(OptionalLong.of(other), this.committed, this.start, this.end, this.held);
	}

	private static OptionalLong number(@Nullable Double value) {
		return (value != null && !value.isNaN()) ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
	}

}
