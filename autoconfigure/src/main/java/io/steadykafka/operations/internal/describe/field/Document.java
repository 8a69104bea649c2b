package io.steadykafka.operations.internal.describe.field;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * A document under construction: what is put becomes a text, number, boolean, list or
 * map. Not for use by several threads.
 */
public final class Document {

	/**
	 * Clients send their ids and messages themselves.
	 */
	private static final int LONGEST = 1_000;

	private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

	/**
	 * Puts what is known.
	 */
	public Document put(Field field, Object value) {
		return put(field, value, "not known");
	}

	/**
	 * Puts a name by which people ask for something: it is not cut.
	 */
	public Document name(Field field, String name) {
		this.values.put(field.text().name(), name);
		return this;
	}

	/**
	 * Puts a value, or {@code null} and the reason for it.
	 * @param value may be an empty optional or a number that is none
	 */
	public Document put(Field field, @Nullable Object value, String unknownBecause) {
		Object known = plain(value);
		if (known == null) {
			return unknown(field, unknownBecause);
		}
		this.values.put(field.text().name(), known);
		return this;
	}

	public Document unknown(Field field, String because) {
		this.values.put(field.text().name(), null);
		this.values.put(field.text().name() + Field.UNKNOWN, cut(because));
		return this;
	}

	/**
	 * Puts all that another document has.
	 */
	public Document putAll(Document other) {
		this.values.putAll(other.values);
		return this;
	}

	public Map<String, @Nullable Object> toMap() {
		return Collections.unmodifiableMap(new LinkedHashMap<>(this.values));
	}

	private static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof OptionalLong number) {
			return number.isPresent() ? number.getAsLong() : null;
		}
		if (value instanceof OptionalInt number) {
			return number.isPresent() ? number.getAsInt() : null;
		}
		if (value instanceof OptionalDouble number) {
			return number.isPresent() ? plain(number.getAsDouble()) : null;
		}
		if (value instanceof Optional<?> optional) {
			return plain(optional.orElse(null));
		}
		if (value instanceof Double number) {
			return Double.isFinite(number) ? number : null;
		}
		if (value == null || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		if (value instanceof Document document) {
			return document.toMap();
		}
		if (value instanceof Collection<?> collection) {
			return collection.stream().map(Document::plain).toList();
		}
		return text(value);
	}

	private static Object text(Object value) {
		if (value instanceof Duration duration) {
			return duration.toMillis() / 1_000.0;
		}
		if (value instanceof Instant instant) {
			return instant.toString();
		}
		return (value instanceof Enum<?> constant) ? word(constant) : cut(value.toString());
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String cut(String text) {
		if (text.length() <= LONGEST) {
			return text;
		}
		// Half of a surrogate pair is no valid JSON.
		int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
		return text.substring(0, end) + "…";
	}

}
