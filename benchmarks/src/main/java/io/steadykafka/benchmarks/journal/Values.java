package io.steadykafka.benchmarks.journal;

import java.time.Duration;
import java.util.Optional;

/**
 * Values of records that ask the handler for something.
 */
public final class Values {

	private static final String BUSY = "busy:";

	private Values() {
	}

	/**
	 * A value that keeps the handler busy.
	 * @param time how long
	 * @return the value
	 */
	public static String busyFor(Duration time) {
		return BUSY + time.toMillis();
	}

	/**
	 * How long a record keeps the handler busy.
	 * @param value its value
	 * @return the time; empty if it doesn't ask for any
	 */
	public static Optional<Duration> busy(String value) {
		return (value.startsWith(BUSY)) ? Optional.of(Duration.ofMillis(Long.parseLong(value.substring(BUSY.length()))))
				: Optional.empty();
	}

}
