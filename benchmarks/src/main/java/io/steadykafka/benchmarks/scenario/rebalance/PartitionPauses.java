package io.steadykafka.benchmarks.scenario.rebalance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;

/**
 * How long partitions paused: for each the longest time between two of its handled
 * records, of which the first was handled before the end of the period and the second
 * after its start. The rate at which records arrive is part of it.
 *
 * @param partitions one a partition
 */
record PartitionPauses(List<OfPartition> partitions) {

	static PartitionPauses between(long fromMicros, long toMicros, Map<String, List<JournalEntry>> journals,
			int count) {
		List<List<Handled>> handled = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			handled.add(new ArrayList<>());
		}
		journals.forEach((member, entries) -> entries.stream()
			.filter((entry) -> entry.kind() == Kind.HANDLED)
			.forEach((entry) -> handled.get(entry.partition()).add(new Handled(entry.micros(), member))));
		return new PartitionPauses(
				handled.stream().map((entries) -> OfPartition.of(entries, fromMicros, toMicros)).toList());
	}

	double longestMillis() {
		return longest((partition) -> true);
	}

	/**
	 * The longest pause of the partitions that went from one member to another.
	 * @return the time in milliseconds, 0 if there is no such partition
	 */
	double longestMovedMillis() {
		return longest(OfPartition::moved);
	}

	/**
	 * The longest pause of the partitions that stayed where they were.
	 * @param owners of which members
	 * @return the time in milliseconds, 0 if there is no such partition
	 */
	double longestStayedMillis(Predicate<String> owners) {
		return longest((partition) -> !partition.moved() && owners.test(partition.owner()));
	}

	/**
	 * The longest pause of the partitions from a number on.
	 */
	double longestMillisFrom(int partition) {
		return this.partitions.stream().skip(partition).mapToLong(OfPartition::micros).max().orElse(0) / 1e3;
	}

	int moved() {
		return (int) this.partitions.stream().filter(OfPartition::moved).count();
	}

	private double longest(Predicate<OfPartition> which) {
		return this.partitions.stream().filter(which).mapToLong(OfPartition::micros).max().orElse(0) / 1e3;
	}

	/**
	 * One partition.
	 *
	 * @param micros how long it paused
	 * @param owner the member that handled its records at the beginning
	 * @param moved whether another member did later
	 */
	record OfPartition(long micros, String owner, boolean moved) {

		private static OfPartition of(List<Handled> all, long fromMicros, long toMicros) {
			List<Handled> around = around(all, fromMicros, toMicros);
			String owner = (around.isEmpty()) ? "nobody" : around.get(0).member;
			long longest = 0;
			long last = (around.isEmpty()) ? fromMicros : Math.min(fromMicros, around.get(0).micros);
			for (Handled next : around) {
				longest = Math.max(longest, next.micros - last);
				last = next.micros;
			}
			boolean moved = around.stream().anyMatch((handled) -> !handled.member.equals(owner));
			return new OfPartition(Math.max(longest, toMicros - last), owner, moved);
		}

		/**
		 * What was handled in that time, and one more on either side.
		 */
		private static List<Handled> around(List<Handled> all, long fromMicros, long toMicros) {
			all.sort(Comparator.comparingLong(Handled::micros));
			int begin = (int) all.stream().takeWhile((handled) -> handled.micros < fromMicros).count();
			int end = (int) all.stream().takeWhile((handled) -> handled.micros <= toMicros).count();
			return all.subList(Math.max(begin - 1, 0), Math.min(end + 1, all.size()));
		}

	}

	private record Handled(long micros, String member) {
	}

}
