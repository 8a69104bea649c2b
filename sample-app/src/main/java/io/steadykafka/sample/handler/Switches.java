package io.steadykafka.sample.handler;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * How the switches stand.
 *
 * @param delay how long handling a record takes on top
 * @param failEvery every how many records of a partition one fails; 0 for none
 */
record Switches(Duration delay, int failEvery) {

	static final String DELAY = "delay";

	static final String FAIL_EVERY = "fail-every";

	private static final Duration MAX_DELAY = Duration.ofMinutes(1);

	private static final String EXPECTED_DELAY = "a duration from 0ms to 60s, such as 500ms or 2s";

	private static final String EXPECTED_FAIL_EVERY = "0 (no record fails) or a whole number N (each Nth record fails)";

	Switches {
		requireValid(delay, delay.toString());
		if (failEvery < 0) {
			throw new InvalidSwitchException(FAIL_EVERY, Integer.toString(failEvery), EXPECTED_FAIL_EVERY);
		}
	}

	/**
	 * Returns the switches with these values instead, as a person wrote them.
	 * @param delay the delay, or {@code null} to leave it
	 * @param failEvery every how many records one fails, or {@code null} to leave it
	 * @return the switches
	 * @throws InvalidSwitchException if a value can't be
	 */
	Switches with(@Nullable String delay, @Nullable String failEvery) {
		return new Switches((delay != null) ? parseDelay(delay) : this.delay,
				(failEvery != null) ? parseFailEvery(failEvery) : this.failEvery);
	}

	String delayAsText() {
		return DurationStyle.SIMPLE.print(this.delay, ChronoUnit.MILLIS);
	}

	private static Duration parseDelay(String value) {
		try {
			return requireValid(DurationStyle.detectAndParse(value.strip()), value);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new InvalidSwitchException(DELAY, value, EXPECTED_DELAY);
		}
	}

	private static Duration requireValid(Duration delay, String asWritten) {
		if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
			throw new InvalidSwitchException(DELAY, asWritten, EXPECTED_DELAY);
		}
		return delay;
	}

	private static int parseFailEvery(String value) {
		try {
			return Integer.parseInt(value.strip());
		}
		catch (NumberFormatException ex) {
			throw new InvalidSwitchException(FAIL_EVERY, value, EXPECTED_FAIL_EVERY);
		}
	}

}
