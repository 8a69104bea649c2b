package io.steadykafka.benchmarks.journal;

import java.time.Duration;
import java.util.Optional;

/**
 * Record values that control the handler.
 */
public final class Values {

	private static final String BUSY = "busy:";

	private Values() {
	}

	/**
	 * A value that keeps the handler busy.
	 */
	public static String busyFor(Duration time) {
		return BUSY + time.toMillis();
	}

	/**
	 * How long a record keeps the handler busy.
	 * @return the time; empty if it doesn't ask for any
	 */
	public static Optional<Duration> busy(String value) {
		return (value.startsWith(BUSY)) ? Optional.of(Duration.ofMillis(Long.parseLong(value.substring(BUSY.length()))))
				: Optional.empty();
	}

}
