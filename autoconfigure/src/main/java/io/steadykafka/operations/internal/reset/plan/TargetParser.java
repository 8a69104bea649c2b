package io.steadykafka.operations.internal.reset.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a request wants to go.
 */
public final class TargetParser {

	private static final Pattern OFFSET = Pattern.compile("[0-9]+");

	private static final Pattern SHIFT = Pattern.compile("[+-]?[0-9]+");

	private TargetParser() {
	}

	/**
	 * Reads a request's target and value.
	 * @throws IllegalArgumentException if the value is missing, superfluous or not
	 * understood
	 */
	public static ResetTarget parse(ResetRequest request, Instant now) {
		Target to = request.to();
		String value = request.value();
		return switch (to) {
			case TO_EARLIEST -> without(to, value, ResetTargets.earliest());
			case TO_LATEST -> without(to, value, ResetTargets.latest());
			case TO_CURRENT -> without(to, value, ResetTargets.current());
			case TO_OFFSET -> with(to, value, "an offset, a whole number from 0 to " + Long.MAX_VALUE,
					(offset) -> ResetTargets.offset(number(OFFSET, offset)));
			case SHIFT_BY -> with(to, value, "a whole number, negative to go back, such as -100",
					(shift) -> ResetTargets.shift(number(SHIFT, shift)));
			case TO_DATETIME ->
				with(to, value, "a date and time such as 2026-01-31T08:30:00Z or 2026-01-31T08:30:00+01:00",
						(time) -> ResetTargets.time(ResetTime.at(time)));
			case BY_DURATION -> with(to, value, "a duration that is not negative, with its unit, such as 15m or PT15M",
					(duration) -> ResetTargets.time(ResetTime.ago(duration, now)));
		};
	}

	private static long number(Pattern pattern, String text) {
		if (!pattern.matcher(text).matches()) {
			throw new NumberFormatException(text);
		}
		return Long.parseLong(text);
	}

	private static ResetTarget with(Target to, @Nullable String value, String needed,
			Function<String, ResetTarget> reader) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("Argument 'value' is missing: " + name(to) + " needs " + needed);
		}
		try {
			return reader.apply(value.strip());
		}
		catch (DateTimeException | ArithmeticException | IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"Argument 'value' is '" + PlainText.name(value) + "', but " + name(to) + " needs " + needed, ex);
		}
	}

	private static ResetTarget without(Target to, @Nullable String value, ResetTarget target) {
		if (value != null && !value.isBlank()) {
			throw new IllegalArgumentException("Argument 'value' is '" + PlainText.name(value) + "', but " + name(to)
					+ " takes none. Leave it out");
		}
		return target;
	}

	private static String name(Target to) {
		return to.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
