package io.steadykafka.operations.internal.reset.plan;

import java.util.Collection;
import java.util.List;

/**
 * Texts from outside, as they may stand in a message: short, and without characters that
 * are not printed.
 */
public final class SafeText {

	private static final int LONGEST_NAME = 100;

	private static final int LONGEST_MESSAGE = 500;

	private static final int MOST_NAMES = 10;

	private SafeText() {
	}

	/**
	 * A name, a value.
	 */
	public static String of(String text) {
		return cut(text, LONGEST_NAME);
	}

	/**
	 * What an exception or another instance says.
	 */
	public static String message(String text) {
		return cut(text, LONGEST_MESSAGE);
	}

	private static String cut(String text, int longest) {
		StringBuilder safe = new StringBuilder();
		text.codePoints().limit(longest).map((c) -> (isPrinted(c)) ? c : '?').forEach(safe::appendCodePoint);
		return (text.codePointCount(0, text.length()) > longest) ? safe + "…" : safe.toString();
	}

	private static boolean isPrinted(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

	/**
	 * The first names of a collection, sorted.
	 */
	public static String names(Collection<String> names) {
		List<String> sorted = names.stream().map(SafeText::of).sorted().distinct().toList();
		String first = String.join(", ", sorted.subList(0, Math.min(MOST_NAMES, sorted.size())));
		return "[" + first + ((sorted.size() > MOST_NAMES) ? " and " + (sorted.size() - MOST_NAMES) + " more]" : "]");
	}

}
