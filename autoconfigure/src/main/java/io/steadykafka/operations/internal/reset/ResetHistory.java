package io.steadykafka.operations.internal.reset;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.internal.text.PlainText;

/**
 * The last resets that were executed, here or in other instances: those that can be
 * undone. Safe for use by several threads.
 */
public final class ResetHistory {

	private static final int CAPACITY = 20;

	private final List<OffsetReset> resets = new ArrayList<>();

	private final Runnable executed;

	/**
	 * Create a history without resets.
	 * @param executed runs after a reset of this instance was added
	 */
	public ResetHistory(Runnable executed) {
		this.executed = executed;
	}

	/**
	 * Adds a reset of this instance.
	 */
	void executed(OffsetReset reset) {
		add(reset);
		this.executed.run();
	}

	/**
	 * Adds a reset by its time, unless it is there or older than those that are kept.
	 */
	public synchronized void add(OffsetReset reset) {
		if (contains(reset.id())) {
			return;
		}
		int place = 0;
		while (place < this.resets.size() && this.resets.get(place).at().isAfter(reset.at())) {
			place++;
		}
		this.resets.add(place, reset);
		if (this.resets.size() > CAPACITY) {
			this.resets.remove(CAPACITY);
		}
	}

	public synchronized boolean contains(String id) {
		return this.resets.stream().anyMatch((reset) -> reset.id().equals(id));
	}

	/**
	 * The resets, the last one first.
	 */
	public synchronized List<OffsetReset> lastFirst() {
		return List.copyOf(this.resets);
	}

	/**
	 * The reset with an id.
	 * @throws NoSuchElementException if it is none of the last ones
	 */
	OffsetReset get(String id) {
		List<OffsetReset> present = lastFirst();
		return present.stream()
			.filter((reset) -> reset.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("There is no reset '" + PlainText.name(id)
					+ "' among the last " + CAPACITY + " that this instance knows. There are "
					+ PlainText.names(present.stream().map(OffsetReset::id).toList())));
	}

}
