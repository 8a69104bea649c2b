package io.steadykafka.benchmarks.scenario.failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;

/**
 * The times between two handled records of a partition, for all partitions but one.
 */
final class PartitionGaps {

	private final int except;

	private final Map<Integer, Long> lastMicros = new HashMap<>();

	private final List<Long> gapMicros = new ArrayList<>();

	PartitionGaps(int except) {
		this.except = except;
	}

	/**
	 * Add entries of a journal.
	 */
	List<JournalEntry> add(List<JournalEntry> entries) {
		entries.stream()
			.filter((entry) -> entry.kind() == Kind.HANDLED && entry.partition() != this.except)
			.forEach(this::add);
		return entries;
	}

	private void add(JournalEntry entry) {
		Long last = this.lastMicros.put(entry.partition(), entry.micros());
		if (last != null) {
			this.gapMicros.add(entry.micros() - last);
		}
	}

	@Override
	public String toString() {
		return "gaps up to " + longestMillis() + " ms, 99 % up to " + percentileMillis(99) + " ms";
	}

	double longestMillis() {
		return percentileMillis(100);
	}

	/**
	 * Returns the gap that this share of gaps doesn't exceed.
	 * @return the gap in milliseconds
	 */
	double percentileMillis(int percent) {
		if (this.gapMicros.isEmpty()) {
			return 0;
		}
		Collections.sort(this.gapMicros);
		int index = (int) Math.ceil(this.gapMicros.size() * percent / 100.0) - 1;
		return this.gapMicros.get(index) / 1e3;
	}

}
