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
	 * Take over what the member's journal says.
	 * @param entries entries of the journal
	 * @return the entries
	 */
	List<JournalEntry> count(List<JournalEntry> entries) {
		this.count += (int) entries.stream().filter((entry) -> entry.kind() == Kind.ASSIGNED).count();
		return entries;
	}

	int count() {
		return this.count;
	}

}
