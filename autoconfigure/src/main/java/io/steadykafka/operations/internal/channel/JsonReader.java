package io.steadykafka.operations.internal.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly, into maps, lists, texts, longs, doubles and booleans, up to a
 * depth. Spring Boot's parsers depend on the class path: the one without a library
 * returns escapes and {@code null} wrongly, and Gson makes doubles of offsets.
 */
final class JsonReader {

	private static final int DEEPEST = 20;

	private static final int LONGEST_NUMBER = 40;

	/**
	 * An empty list of three bytes takes thirty times as much memory.
	 */
	private static final int MOST_VALUES = 50_000;

	private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

	private final String json;

	private int at;

	private int values;

	private JsonReader(String json) {
		this.json = json;
	}

	/**
	 * Reads an object.
	 * @throws IllegalArgumentException if it is something else
	 */
	static Map<String, @Nullable Object> object(String json) {
		JsonReader reader = new JsonReader(json);
		Map<String, @Nullable Object> object = reader.object(1);
		reader.peek();
		if (reader.at < json.length()) {
			throw reader.wrong();
		}
		return object;
	}

	private @Nullable Object value(int depth) {
		if (++this.values > MOST_VALUES) {
			throw new IllegalArgumentException("More than " + MOST_VALUES + " values in a message");
		}
		return switch (peek()) {
			case '{' -> object(depth);
			case '[' -> list(depth);
			case '"' -> text();
			case 't' -> literal("true", true);
			case 'f' -> literal("false", false);
			case 'n' -> literal("null", null);
			default -> number();
		};
	}

	private Map<String, @Nullable Object> object(int depth) {
		expect('{');
		enter(depth);
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		if (!skip('}')) {
			do {
				String name = text();
				expect(':');
				object.put(name, value(depth + 1));
			}
			while (skip(','));
			expect('}');
		}
		return Collections.unmodifiableMap(object);
	}

	private List<@Nullable Object> list(int depth) {
		expect('[');
		enter(depth);
		List<@Nullable Object> list = new ArrayList<>();
		if (!skip(']')) {
			do {
				list.add(value(depth + 1));
			}
			while (skip(','));
			expect(']');
		}
		return Collections.unmodifiableList(list);
	}

	private void enter(int depth) {
		if (depth > DEEPEST) {
			throw new IllegalArgumentException("nested deeper than " + DEEPEST);
		}
	}

	private String text() {
		expect('"');
		StringBuilder text = new StringBuilder();
		for (char next = take(); next != '"'; next = take()) {
			if (next < ' ') {
				throw wrong();
			}
			text.append((next == '\\') ? escaped() : next);
		}
		// Half of a surrogate pair can't be written as JSON again.
		return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	private char escaped() {
		char escape = take();
		return switch (escape) {
			case '"', '\\', '/' -> escape;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> unicode();
			default -> throw wrong();
		};
	}

	private char unicode() {
		int code = 0;
		for (int i = 0; i < 4; i++) {
			int digit = Character.digit(take(), 16);
			if (digit < 0) {
				throw wrong();
			}
			code = code * 16 + digit;
		}
		return (char) code;
	}

	private Number number() {
		int end = this.at;
		while (end < this.json.length() && "+-.0123456789eE".indexOf(this.json.charAt(end)) >= 0) {
			end++;
		}
		if (end - this.at > LONGEST_NUMBER) {
			throw wrong();
		}
		String number = this.json.substring(this.at, end);
		if (INTEGER.matcher(number).matches()) {
			this.at = end;
			return Long.valueOf(number);
		}
		if (!NUMBER.matcher(number).matches() || Double.isInfinite(Double.parseDouble(number))) {
			throw wrong();
		}
		this.at = end;
		return Double.valueOf(number);
	}

	private @Nullable Object literal(String literal, @Nullable Object value) {
		if (!this.json.startsWith(literal, this.at)) {
			throw wrong();
		}
		this.at += literal.length();
		return value;
	}

	private char take() {
		if (this.at >= this.json.length()) {
			throw wrong();
		}
		return this.json.charAt(this.at++);
	}

	/**
	 * The next character that is no space, 0 at the end.
	 */
	private char peek() {
		while (this.at < this.json.length() && " \t\r\n".indexOf(this.json.charAt(this.at)) >= 0) {
			this.at++;
		}
		return (this.at < this.json.length()) ? this.json.charAt(this.at) : 0;
	}

	private boolean skip(char wanted) {
		boolean found = peek() == wanted;
		if (found) {
			this.at++;
		}
		return found;
	}

	private void expect(char wanted) {
		if (!skip(wanted)) {
			throw wrong();
		}
	}

	private IllegalArgumentException wrong() {
		return new IllegalArgumentException("no valid JSON at character " + this.at);
	}

}
