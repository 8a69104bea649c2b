package io.steadykafka.endpoint.internal.answer;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes documents as JSON. The mappers of Spring Boot and of the application may leave
 * out what is {@code null}; here it stays. What could be taken for markup, or hides in a
 * terminal, is escaped.
 */
final class JsonText {

	private static final String MARKUP = "<>&";

	private static final String NULL = "null";

	private final StringBuilder json = new StringBuilder();

	private JsonText() {
	}

	static String of(@Nullable Object document) {
		JsonText text = new JsonText();
		text.write(document);
		return text.json.toString();
	}

	private void write(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			write(map);
		}
		else if (value instanceof Collection<?> collection) {
			write(collection);
		}
		else if (value instanceof Number number) {
			this.json.append(Double.isFinite(number.doubleValue()) ? number : NULL);
		}
		else if (value == null || value instanceof Boolean) {
			this.json.append((value != null) ? value : NULL);
		}
		else {
			write(value.toString());
		}
	}

	private void write(Map<?, ?> map) {
		String separator = "{";
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			this.json.append(separator);
			write(String.valueOf(entry.getKey()));
			this.json.append(':');
			write(entry.getValue());
			separator = ",";
		}
		this.json.append(map.isEmpty() ? "{}" : "}");
	}

	private void write(Collection<?> collection) {
		String separator = "[";
		for (Object each : collection) {
			this.json.append(separator);
			write(each);
			separator = ",";
		}
		this.json.append(collection.isEmpty() ? "[]" : "]");
	}

	private void write(String text) {
		this.json.append('"');
		text.codePoints().forEach((codePoint) -> {
			if (codePoint == '"' || codePoint == '\\') {
				this.json.append('\\').appendCodePoint(codePoint);
			}
			else if (isPlain(codePoint)) {
				this.json.appendCodePoint(codePoint);
			}
			else {
				escape(codePoint);
			}
		});
		this.json.append('"');
	}

	private void escape(int codePoint) {
		for (char unit : Character.toChars(codePoint)) {
			this.json.append(String.format("\\u%04x", (int) unit));
		}
	}

	private static boolean isPlain(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> MARKUP.indexOf(codePoint) < 0;
		};
	}

}
