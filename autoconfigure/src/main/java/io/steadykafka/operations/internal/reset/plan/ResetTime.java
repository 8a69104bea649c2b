package io.steadykafka.operations.internal.reset.plan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

import org.springframework.boot.convert.DurationStyle;

/**
 * A time that a reset goes to.
 *
 * @param millis the time, as brokers want it
 * @param text the time for people
 * @param isZoneAssumed whether its zone was not given
 */
record ResetTime(long millis, String text, boolean isZoneAssumed) {

	/**
	 * Reads a date and time.
	 * @throws DateTimeException if it is none
	 */
	static ResetTime at(String dateTime) {
		TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(dateTime, ZonedDateTime::from,
				LocalDateTime::from);
		if (time instanceof ZonedDateTime zoned) {
			return of(zoned.toInstant(), false);
		}
		return of(LocalDateTime.from(time).toInstant(ZoneOffset.UTC), true);
	}

	/**
	 * Reads how long ago it is, in a text that is not empty.
	 * @throws IllegalArgumentException if it is no duration, has no unit or is negative
	 */
	static ResetTime ago(String duration, Instant now) {
		// Milliseconds would be meant, which nobody expects.
		if (Character.isDigit(duration.charAt(duration.length() - 1))) {
			throw new IllegalArgumentException("no unit");
		}
		Duration ago = DurationStyle.detectAndParse(duration);
		if (ago.isNegative()) {
			throw new IllegalArgumentException("negative");
		}
		try {
			return of(now.minus(ago), false);
		}
		catch (DateTimeException | ArithmeticException ex) {
			return of(Instant.EPOCH, false);
		}
	}

	private static ResetTime of(Instant time, boolean isZoneAssumed) {
		return new ResetTime(millis(time), time.toString(), isZoneAssumed);
	}

	private static long millis(Instant time) {
		try {
			// Brokers take negative times for the end, the start, and others.
			return Math.max(0, time.toEpochMilli());
		}
		catch (ArithmeticException ex) {
			return (time.isBefore(Instant.EPOCH)) ? 0 : Long.MAX_VALUE;
		}
	}

}
