package io.steadykafka.operations.internal.instances;

import org.jspecify.annotations.Nullable;

/**
 * Texts of other instances, cut and without control characters, for logs and answers.
 */
public final class ForeignText {

	private static final int LONGEST = 500;

	private ForeignText() {
	}

	public static String of(@Nullable Object text) {
		return of(text, LONGEST);
	}

	static String of(@Nullable Object text, int longest) {
		String whole = String.valueOf(text);
		StringBuilder clean = new StringBuilder();
		whole.codePoints()
			.limit(longest)
			.map((character) -> (isVisible(character)) ? character : '?')
			.forEach(clean::appendCodePoint);
		return (whole.codePointCount(0, whole.length()) > longest) ? clean + "…" : clean.toString();
	}

	/**
	 * Not what begins lines, changes the direction of the text, or is half a character.
	 */
	private static boolean isVisible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> true;
		};
	}

}
