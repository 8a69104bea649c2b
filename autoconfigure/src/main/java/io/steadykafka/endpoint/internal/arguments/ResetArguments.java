package io.steadykafka.endpoint.internal.arguments;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of a reset. Times and durations are left to the reset itself.
 */
public final class ResetArguments {

	private static final String PARTITIONS_ALLOWED = "numbers of partitions, separated by commas, as in 0,1,2";

	private static final List<String> TARGETS = Stream.of(Target.values()).map(ResetArguments::word).toList();

	private static final int MOST_PARTITIONS = 10_000;

	private ResetArguments() {
	}

	public static ResetRequest read(String group, Arguments arguments, String by) {
		Optional<String> topic = arguments.text(Arguments.TOPIC);
		Set<Integer> partitions = partitions(arguments);
		if (topic.isEmpty() && !partitions.isEmpty()) {
			throw new InvalidArgumentException(Arguments.TOPIC, "is missing: partitions are of one topic", List.of());
		}
		String to = arguments.required(Arguments.TO, TARGETS.toArray(String[]::new));
		Target target = Arguments.choice(Arguments.TO, to, TARGETS, Target.values());
		return new ResetRequest(group, topic.orElse(null), partitions, target, value(arguments, target),
				arguments.flag(Arguments.FORCE, false), by);
	}

	/**
	 * As on the command line.
	 */
	static String word(Target target) {
		return target.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static @Nullable String value(Arguments arguments, Target target) {
		String allowed = switch (target) {
			case TO_OFFSET -> WholeNumber.OFFSET.allowed();
			case SHIFT_BY -> WholeNumber.SHIFT.allowed();
			case TO_DATETIME -> "a time, as 2026-11-30T12:00:00Z";
			case BY_DURATION -> "a duration, as PT15M or 15m";
			case TO_EARLIEST, TO_LATEST, TO_CURRENT -> "";
		};
		if (allowed.isEmpty()) {
			arguments.text(Arguments.VALUE).ifPresent((value) -> {
				throw new InvalidArgumentException(Arguments.VALUE,
						"is '" + Arguments.shown(value) + "', and '" + word(target) + "' has none", List.of());
			});
			return null;
		}
		String value = arguments.required(Arguments.VALUE, allowed);
		if (target == Target.TO_OFFSET) {
			WholeNumber.OFFSET.parse(Arguments.VALUE, value);
		}
		else if (target == Target.SHIFT_BY) {
			WholeNumber.SHIFT.parse(Arguments.VALUE, value);
		}
		return value;
	}

	private static Set<Integer> partitions(Arguments arguments) {
		Set<Integer> partitions = new TreeSet<>();
		arguments.joined(Arguments.PARTITIONS, PARTITIONS_ALLOWED).ifPresent((text) -> {
			for (String each : text.split(",", MOST_PARTITIONS)) {
				partitions.add(partition(each.strip()));
			}
		});
		return partitions;
	}

	private static int partition(String text) {
		try {
			return Arguments.partition(Arguments.PARTITIONS, text);
		}
		catch (InvalidArgumentException ex) {
			throw new InvalidArgumentException(Arguments.PARTITIONS, "has '" + Arguments.shown(text) + "'",
					List.of(PARTITIONS_ALLOWED));
		}
	}

}
