package io.steadykafka.benchmarks.scenario.failure;

import java.util.List;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;

/**
 * Counts failed attempts at a record, and the records behind it that were handled.
 */
final class Attempts {

	private final int partition;

	private final long offset;

	private int failed;

	private int behind;

	Attempts(int partition, long offset) {
		this.partition = partition;
		this.offset = offset;
	}

	/**
	 * Add entries of a journal.
	 */
	List<JournalEntry> add(List<JournalEntry> entries) {
		for (JournalEntry entry : entries) {
			if (entry.kind() == Kind.FAILED) {
				this.failed++;
			}
			else if (entry.kind() == Kind.HANDLED && entry.partition() == this.partition
					&& entry.offset() > this.offset) {
				this.behind++;
			}
		}
		return entries;
	}

	int failed() {
		return this.failed;
	}

	int behind() {
		return this.behind;
	}

	@Override
	public String toString() {
		return this.failed + " attempts, " + this.behind + " behind";
	}

}
