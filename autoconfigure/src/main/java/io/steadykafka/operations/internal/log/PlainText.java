package io.steadykafka.operations.internal.log;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside fit for one line of a log.
 */
public final class PlainText {

	private static final char REPLACEMENT = '?';

	private PlainText() {
	}

	/**
	 * Cuts a text, and replaces what could break a line, or reorder or hide parts of it.
	 */
	public static String of(@Nullable Object value, int longest) {
		String text = String.valueOf(value);
		String cut = (text.length() <= longest) ? text : text.substring(0, longest);
		StringBuilder plain = new StringBuilder(cut.length() + 1);
		cut.codePoints().forEach((codePoint) -> plain.appendCodePoint(isPlain(codePoint) ? codePoint : REPLACEMENT));
		return ((cut.length() < text.length()) ? plain.append('…') : plain).toString();
	}

	private static boolean isPlain(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
