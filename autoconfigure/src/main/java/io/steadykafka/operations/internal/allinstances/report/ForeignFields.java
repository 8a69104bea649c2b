package io.steadykafka.operations.internal.allinstances.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a document that another instance wrote, or somebody else.
 */
record ForeignFields(Map<?, ?> fields) {

	/**
	 * Some 30 years: what is longer is no measurement.
	 */
	private static final long LONGEST_SECONDS = 1_000_000_000;

	/**
	 * The year 9999.
	 */
	private static final long LAST_MILLIS = 253_402_300_799_999L;

	static ForeignFields of(@Nullable Object document) {
		return new ForeignFields((document instanceof Map<?, ?> fields) ? fields : Map.of());
	}

	@Nullable Object get(String name) {
		return this.fields.get(name);
	}

	List<?> list(String name) {
		return (get(name) instanceof List<?> list) ? list : List.of();
	}

	String text(String name) {
		return (get(name) instanceof String text) ? PlainText.message(text) : "";
	}

	@Nullable String textOrNull(String name) {
		return (get(name) instanceof String text) ? PlainText.message(text) : null;
	}

	Optional<Instant> time(String name) {
		OptionalLong millis = count(get(name));
		return (millis.isPresent() && millis.getAsLong() <= LAST_MILLIS)
				? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
	}

	@Nullable Duration millis(String name) {
		OptionalLong millis = count(get(name));
		return (millis.isPresent()) ? duration(millis.getAsLong() / 1_000.0) : null;
	}

	/**
	 * A number that is not negative.
	 */
	static OptionalLong count(@Nullable Object value) {
		return ((value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0)
				? OptionalLong.of(((Number) value).longValue()) : OptionalLong.empty();
	}

	static OptionalDouble number(@Nullable Object value) {
		return (value instanceof Number number && Double.isFinite(number.doubleValue()))
				? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
	}

	static @Nullable Duration seconds(@Nullable Object value) {
		OptionalDouble seconds = number(value);
		return (seconds.isPresent()) ? duration(seconds.getAsDouble()) : null;
	}

	private static @Nullable Duration duration(double seconds) {
		return (seconds >= 0 && seconds <= LONGEST_SECONDS) ? Duration.ofMillis(Math.round(seconds * 1_000)) : null;
	}

}
