package io.steadykafka.operations.internal.reset;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.internal.reset.plan.SafeText;

/**
 * The last resets that were executed. Safe for use by several threads.
 */
final class ResetHistory {

	private static final int CAPACITY = 20;

	private final Deque<OffsetReset> resets = new ArrayDeque<>();

	synchronized void add(OffsetReset reset) {
		this.resets.addFirst(reset);
		if (this.resets.size() > CAPACITY) {
			this.resets.removeLast();
		}
	}

	synchronized List<OffsetReset> lastFirst() {
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
			.orElseThrow(() -> new NoSuchElementException("There is no reset '" + SafeText.of(id) + "' among the last "
					+ CAPACITY + " of this instance. There are "
					+ SafeText.names(present.stream().map(OffsetReset::id).toList())));
	}

}
