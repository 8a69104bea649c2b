package io.steadykafka.lag.internal.offsets;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * What a consumer without a committed offset does, by its {@code auto.offset.reset}.
 *
 * @param duration how far back it starts, for {@link Kind#BY_DURATION}; else zero
 */
public record ResetPolicy(Kind kind, Duration duration) {

	private static final String BY_DURATION = "by_duration:";

	/**
	 * Where it starts.
	 */
	public enum Kind {

		EARLIEST, LATEST, BY_DURATION, NONE

	}

	/**
	 * Read the value of {@code auto.offset.reset}. An unknown value counts as
	 * {@code none}: Kafka refuses it, and the consumer never starts.
	 */
	public static ResetPolicy parse(String value) {
		String policy = value.strip().toLowerCase(Locale.ROOT);
		if (policy.startsWith(BY_DURATION)) {
			return byDuration(policy.substring(BY_DURATION.length()));
		}
		return switch (policy) {
			case "earliest" -> new ResetPolicy(Kind.EARLIEST, Duration.ZERO);
			case "latest" -> new ResetPolicy(Kind.LATEST, Duration.ZERO);
			default -> new ResetPolicy(Kind.NONE, Duration.ZERO);
		};
	}

	private static ResetPolicy byDuration(String duration) {
		try {
			return new ResetPolicy(Kind.BY_DURATION, Duration.parse(duration));
		}
		catch (DateTimeParseException ex) {
			return new ResetPolicy(Kind.NONE, Duration.ZERO);
		}
	}

}
