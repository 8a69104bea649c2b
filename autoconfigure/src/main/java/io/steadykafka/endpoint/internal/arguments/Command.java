package io.steadykafka.endpoint.internal.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the endpoint can be asked to do, with the arguments that each command has beside
 * {@code operation} and {@code group}.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum Command {

	PAUSE(Arguments.LISTENER, Arguments.TOPIC, Arguments.PARTITION),

	RESUME(Arguments.LISTENER, Arguments.TOPIC, Arguments.PARTITION),

	STOP(Arguments.LISTENER),

	START(Arguments.LISTENER),

	RESTART(Arguments.LISTENER),

	RETRY(Arguments.LISTENER, Arguments.TOPIC, Arguments.PARTITION, Arguments.OFFSET),

	SKIP(Arguments.LISTENER, Arguments.TOPIC, Arguments.PARTITION, Arguments.OFFSET),

	DEAD_LETTER(Arguments.LISTENER, Arguments.TOPIC, Arguments.PARTITION, Arguments.OFFSET),

	RESET(Arguments.TOPIC, Arguments.PARTITIONS, Arguments.TO, Arguments.VALUE, Arguments.DRY_RUN, Arguments.FORCE),

	UNDO(Arguments.ID, Arguments.DRY_RUN),

	REPLAY(Arguments.LISTENER, Arguments.TOPIC, Arguments.DRY_RUN),

	CANCEL_REPLAY(Arguments.ID),

	BROWSE(Arguments.LISTENER, Arguments.TOPIC, Arguments.LIMIT),

	/**
	 * Asks for the commands, and for what the one who asks needs to know of them.
	 */
	ALLOWED;

	private final List<String> arguments;

	Command(String... arguments) {
		List<String> all = new ArrayList<>(List.of(Arguments.OPERATION, Arguments.GROUP));
		all.addAll(List.of(arguments));
		this.arguments = List.copyOf(all);
	}

	List<String> arguments() {
		return this.arguments;
	}

	static List<String> names() {
		return Stream.of(values()).map(Command::toString).toList();
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
