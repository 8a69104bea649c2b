package io.steadykafka.benchmarks.scenario.rebalance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;

/**
 * Which member handles which partitions at a moment. The broker knows a new assignment
 * before the members do, under the consumer protocol by seconds.
 *
 * @param partitions by member, those of which it handled a record in the half second
 * before
 */
record PartitionDistribution(Map<String, Set<Integer>> partitions) {

	private static final long MOMENT_MICROS = TimeUnit.MILLISECONDS.toMicros(500);

	static PartitionDistribution at(long nowMicros, Map<String, List<JournalEntry>> journals) {
		Map<String, Set<Integer>> partitions = new HashMap<>();
		journals.forEach((member, entries) -> entries.stream()
			.filter((entry) -> entry.kind() == Kind.HANDLED && entry.micros() > nowMicros - MOMENT_MICROS)
			.forEach((entry) -> partitions.computeIfAbsent(member, (key) -> new HashSet<>()).add(entry.partition())));
		return new PartitionDistribution(partitions);
	}

	/**
	 * Whether so many members handle the same number of partitions each, and all.
	 */
	boolean isEven(int members, int count) {
		return this.partitions.size() == members
				&& this.partitions.values().stream().allMatch((some) -> some.size() == count / members);
	}

}
