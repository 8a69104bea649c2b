package io.steadykafka.operations.internal.text;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes texts from outside fit for a line of a log and for an answer: cut to a length,
 * and without what could break a line, or reorder or hide parts of it.
 */
public final class PlainText {

	private static final int LONGEST_NAME = 100;

	private static final int LONGEST_MESSAGE = 500;

	private static final int MOST_NAMES = 10;

	private static final char REPLACEMENT = '?';

	private PlainText() {
	}

	/**
	 * Any text.
	 * @param longest after how many characters it is cut
	 */
	public static String of(@Nullable Object value, int longest) {
		String text = String.valueOf(value);
		StringBuilder plain = new StringBuilder();
		text.codePoints().limit(longest).forEach((c) -> plain.appendCodePoint((isPlain(c)) ? c : REPLACEMENT));
		return ((text.codePointCount(0, text.length()) > longest) ? plain.append('…') : plain).toString();
	}

	/**
	 * A name, a value.
	 */
	public static String name(@Nullable Object value) {
		return of(value, LONGEST_NAME);
	}

	/**
	 * What an exception or another instance says.
	 */
	public static String message(@Nullable Object value) {
		return of(value, LONGEST_MESSAGE);
	}

	/**
	 * The first names of a collection, sorted.
	 */
	public static String names(Collection<String> names) {
		List<String> sorted = names.stream().map(PlainText::name).sorted().distinct().toList();
		String first = String.join(", ", sorted.subList(0, Math.min(MOST_NAMES, sorted.size())));
		return "[" + first + ((sorted.size() > MOST_NAMES) ? " and " + (sorted.size() - MOST_NAMES) + " more]" : "]");
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
