package io.steadykafka.benchmarks.scenario.delivery;

import java.util.List;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;

/**
 * Counts the rebalances that a member takes part in.
 */
final class RebalanceCounter {

	private int count;

	/**
	 * Add entries of the member's journal.
	 */
	List<JournalEntry> count(List<JournalEntry> entries) {
		this.count += (int) entries.stream().filter((entry) -> entry.kind() == Kind.ASSIGNED).count();
		return entries;
	}

	int count() {
		return this.count;
	}

}
