package io.steadykafka.operations.internal.reset;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.steadykafka.operations.internal.text.PlainText;

/**
 * Lets one reset of a group at a time pass.
 */
final class ResetTurns {

	private final Set<String> underWay = ConcurrentHashMap.newKeySet();

	/**
	 * Runs a reset.
	 * @throws IllegalStateException if another one of the group is under way
	 */
	<T> T alone(String group, Supplier<T> reset) {
		if (!this.underWay.add(group)) {
			throw new IllegalStateException("Another reset of group '" + PlainText.name(group)
					+ "' is under way. Nothing was reset; try again once it has ended");
		}
		try {
			return reset.get();
		}
		finally {
			this.underWay.remove(group);
		}
	}

}
