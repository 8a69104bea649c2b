package io.steadykafka.operations.internal.describe.view;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.operations.internal.describe.entry.FindingEntry;
import io.steadykafka.operations.internal.describe.entry.HealthEntry;
import io.steadykafka.operations.internal.describe.entry.RebalanceEntry;
import org.apache.kafka.common.TopicPartition;

/**
 * What another instance reported of a group beyond its listeners.
 *
 * @param partitions those that it owns or monitors
 * @param members the listeners of its members by member id
 * @param counts what it counts
 * @param rebalances the last ones, the newest first
 * @param health what is not fine
 */
public record GroupReport(Map<TopicPartition, ReportedPartition> partitions, Map<String, String> members, Counts counts,
		List<RebalanceEntry> rebalances, List<FindingEntry> findings, List<HealthEntry> health) {

	/**
	 * Of an instance that reported nothing of the group.
	 */
	public static final GroupReport NONE = new GroupReport(Map.of(), Map.of(), Counts.NONE, List.of(), List.of(),
			List.of());

	/**
	 * Counts of one instance, empty if they are not known.
	 *
	 * @param blocked failed records whose retries are exhausted
	 * @param retrying failed records that have attempts left
	 * @param rebalancesLastHour those that disturbed the listener with the most
	 */
	public record Counts(OptionalLong blocked, OptionalLong retrying, OptionalLong rebalancesLastHour) {

		static final Counts NONE = new Counts(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

	}

}
