package io.steadykafka.benchmarks.scenario.support;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;

/**
 * Which records of a topic were handled, and how many again.
 */
public final class HandledRecords {

	private final Topic topic;

	private final BitSet seen = new BitSet();

	private int redone;

	private long tookMicros;

	private long firstMicros = Long.MAX_VALUE;

	private long lastMicros;

	public HandledRecords(Topic topic) {
		this.topic = topic;
	}

	/**
	 * Add entries of a journal.
	 */
	public int add(List<JournalEntry> entries) {
		List<JournalEntry> handled = entries.stream().filter((entry) -> entry.kind() == Kind.HANDLED).toList();
		handled.forEach(this::add);
		return handled.size();
	}

	private void add(JournalEntry entry) {
		int record = this.topic.record(entry.partition(), entry.offset());
		if (this.seen.get(record)) {
			this.redone++;
		}
		this.seen.set(record);
		this.tookMicros += entry.tookMicros();
		this.firstMicros = Math.min(this.firstMicros, entry.micros() - entry.tookMicros());
		this.lastMicros = Math.max(this.lastMicros, entry.micros());
	}

	public boolean isComplete() {
		return count() == this.topic.records();
	}

	public int count() {
		return this.seen.cardinality();
	}

	public int redone() {
		return this.redone;
	}

	/**
	 * Returns how long handlers were at work.
	 * @return the sum of all handlers, in seconds
	 */
	public double handlerSeconds() {
		return this.tookMicros / 1e6;
	}

	/**
	 * Returns the time from the beginning of the first record to the end of the last.
	 * @return the time in seconds
	 */
	public double seconds() {
		return Math.max(0, this.lastMicros - this.firstMicros) / 1e6;
	}

	/**
	 * Returns how many records nobody will ever see: not handled, and committed.
	 */
	public int passedOver(Map<Integer, Long> committed) {
		return (int) IntStream.range(0, this.topic.records())
			.filter((record) -> !this.seen.get(record))
			.filter((record) -> this.topic.offset(record) < committed.getOrDefault(this.topic.partition(record), 0L))
			.count();
	}

}
