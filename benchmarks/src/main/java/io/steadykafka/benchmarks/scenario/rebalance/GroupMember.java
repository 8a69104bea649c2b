package io.steadykafka.benchmarks.scenario.rebalance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.scenario.support.Deadline;

/**
 * One process of a group member, and the journal it has written so far.
 */
final class GroupMember implements AutoCloseable {

	private static final Duration MOMENT = Duration.ofMillis(10);

	private final String name;

	private final ApplicationProcess process;

	private final List<JournalEntry> entries = new ArrayList<>();

	GroupMember(String name, ApplicationProcess process) {
		this.name = name;
		this.process = process;
	}

	/**
	 * The name of this life; the next life of the same instance has another one.
	 */
	String name() {
		return this.name;
	}

	List<JournalEntry> entries() {
		this.entries.addAll(this.process.restOfJournal());
		return this.entries;
	}

	/**
	 * When something happened first.
	 * @return the time in microseconds since 1970; empty if it has not happened
	 */
	OptionalLong first(Kind kind) {
		return entries().stream().filter((entry) -> entry.kind() == kind).mapToLong(JournalEntry::micros).findFirst();
	}

	/**
	 * Wait until something has happened.
	 */
	boolean await(Kind kind, Duration limit) {
		Deadline deadline = new Deadline(limit);
		while (first(kind).isEmpty()) {
			if (deadline.isOver()) {
				return false;
			}
			this.entries.addAll(this.process.journal(MOMENT));
		}
		return true;
	}

	void stop() {
		this.process.stop();
	}

	void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
