package io.steadykafka.endpoint.internal.arguments;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an operation, as they were given. Each is read with its type, and
 * named if it is wrong.
 */
public final class Arguments {

	public static final String OPERATION = "operation";

	public static final String GROUP = "group";

	public static final String LISTENER = "listener";

	public static final String TOPIC = "topic";

	public static final String PARTITION = "partition";

	public static final String PARTITIONS = "partitions";

	public static final String OFFSET = "offset";

	public static final String TO = "to";

	public static final String VALUE = "value";

	public static final String DRY_RUN = "dryRun";

	public static final String FORCE = "force";

	public static final String ID = "id";

	public static final String LIMIT = "limit";

	private static final int LONGEST = 1_000;

	private static final int SHOWN = 100;

	private final Map<String, Object> values;

	/**
	 * Takes arguments as they are.
	 * @param values the values by name; {@code null} is an argument that is not there
	 */
	public Arguments(Map<String, ? extends @Nullable Object> values) {
		Map<String, Object> present = new LinkedHashMap<>();
		values.forEach((name, value) -> {
			if (value != null) {
				present.put(name, value);
			}
		});
		this.values = present;
	}

	/**
	 * What is to be done.
	 */
	public Command command() {
		return choice(OPERATION, required(OPERATION, Command.names()), Command.names(), Command.values());
	}

	/**
	 * Refuses arguments that a command does not have: a typing error must not widen what
	 * it does.
	 */
	public void checkKnown(Command command) {
		this.values.keySet()
			.stream()
			.filter((argument) -> !command.arguments().contains(argument))
			.findFirst()
			.ifPresent((argument) -> {
				throw new InvalidArgumentException(shown(argument), "is none of operation '" + command + "'",
						command.arguments());
			});
	}

	/**
	 * Whether nothing is to be changed, as far as that can be read.
	 * @param otherwise what holds without the argument
	 */
	public boolean isDryRun(boolean otherwise) {
		return !"false".equals(String.valueOf(this.values.getOrDefault(DRY_RUN, otherwise)));
	}

	public String required(String argument, String... allowed) {
		return required(argument, List.of(allowed));
	}

	private String required(String argument, List<String> allowed) {
		return text(argument, allowed).orElseThrow(() -> new InvalidArgumentException(argument, "is missing", allowed));
	}

	public Optional<String> text(String argument, String... allowed) {
		return text(argument, List.of(allowed));
	}

	private Optional<String> text(String argument, List<String> allowed) {
		Object value = this.values.get(argument);
		if (value == null) {
			return Optional.empty();
		}
		if (value instanceof Collection<?>) {
			throw new InvalidArgumentException(argument, "must have one value, and has several", allowed);
		}
		if (!(value instanceof CharSequence || value instanceof Number || value instanceof Boolean)) {
			throw new InvalidArgumentException(argument, "must be a text, a number or a boolean", allowed);
		}
		String text = value.toString();
		if (text.isBlank()) {
			throw new InvalidArgumentException(argument, "is empty", allowed);
		}
		if (text.length() > LONGEST) {
			throw new InvalidArgumentException(argument, "is '" + shown(text) + "', " + text.length()
					+ " characters long. At most " + LONGEST + " are allowed", allowed);
		}
		return Optional.of(text);
	}

	/**
	 * The texts of an argument that may have several, separated by commas or as a list.
	 */
	Optional<String> joined(String argument, String allowed) {
		if (!(this.values.get(argument) instanceof Collection<?> several)) {
			return text(argument, allowed);
		}
		return several.isEmpty() ? Optional.empty()
				: Optional.of(several.stream().map(String::valueOf).collect(Collectors.joining(",")));
	}

	public boolean flag(String argument, boolean otherwise) {
		List<String> allowed = List.of("true", "false");
		return text(argument, allowed).map((text) -> choice(argument, text, allowed, true, false)).orElse(otherwise);
	}

	public Optional<Integer> partition() {
		return text(PARTITION, WholeNumber.PARTITION.allowed()).map((text) -> partition(PARTITION, text));
	}

	static int partition(String argument, String text) {
		return (int) WholeNumber.PARTITION.parse(argument, text);
	}

	public int requiredPartition() {
		return partition(PARTITION, required(PARTITION, WholeNumber.PARTITION.allowed()));
	}

	public long requiredOffset() {
		return WholeNumber.OFFSET.parse(OFFSET, required(OFFSET, WholeNumber.OFFSET.allowed()));
	}

	public int limit(int otherwise) {
		return text(LIMIT, WholeNumber.LIMIT.allowed()).map((text) -> (int) WholeNumber.LIMIT.parse(LIMIT, text))
			.orElse(otherwise);
	}

	@SafeVarargs
	static <T> T choice(String argument, String text, List<String> allowed, T... choices) {
		int index = allowed.indexOf(text);
		if (index < 0) {
			throw new InvalidArgumentException(argument, "is '" + shown(text) + "'", allowed);
		}
		return choices[index];
	}

	static String shown(String text) {
		return PlainText.of(text, SHOWN);
	}

}
