package io.steadykafka.endpoint.internal.operation;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.InvalidArgumentException;
import io.steadykafka.operations.internal.text.PlainText;

/**
 * The listeners of this instance, by the group that they are in.
 */
public final class GroupListeners {

	private static final int SHOWN = 100;

	private final Supplier<Map<String, String>> groups;

	private final UnaryOperator<String> states;

	/**
	 * Create the listeners.
	 * @param groups the group of each listener, by the listener's id
	 * @param states the state of a listener, by its id, for people
	 */
	public GroupListeners(Supplier<Map<String, String>> groups, UnaryOperator<String> states) {
		this.groups = groups;
		this.states = states;
	}

	/**
	 * The listener that an operation is about. It need not be named where a group has one
	 * only.
	 * @throws NoSuchElementException if the group has no such listener here
	 */
	String choose(String group, Arguments arguments) {
		List<String> listeners = of(group);
		String[] allowed = listeners.toArray(String[]::new);
		Optional<String> named = arguments.text(Arguments.LISTENER, allowed);
		if (listeners.isEmpty()) {
			throw new NoSuchElementException(
					"This instance has no listener of group '" + PlainText.of(group, SHOWN) + "'");
		}
		if (named.isEmpty()) {
			if (allowed.length > 1) {
				throw new InvalidArgumentException(Arguments.LISTENER,
						"is missing: the group has several listeners here", listeners);
			}
			return allowed[0];
		}
		if (!listeners.contains(named.get())) {
			throw new NoSuchElementException("Group '" + PlainText.of(group, SHOWN) + "' has no listener '"
					+ PlainText.of(named.get(), SHOWN) + "' in this instance. It has " + listeners);
		}
		return named.get();
	}

	String state(String listener) {
		return this.states.apply(listener);
	}

	List<String> of(String group) {
		return this.groups.get()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(group))
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
	}

}
