package io.steadykafka.operations.internal.replay.letters;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Shows bytes and texts that anybody may have written.
 */
public final class LetterText {

	private static final String CUT = "…";

	private LetterText() {
	}

	/**
	 * Bytes as text if they are text in UTF-8, else as hexadecimal digits after
	 * {@code 0x}.
	 * @param longest after how many characters it is cut
	 */
	public static String of(byte[] bytes, int longest) {
		// Cut before it is decoded: a character has at most three bytes.
		boolean cut = bytes.length > longest * 3;
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		ByteBuffer in = ByteBuffer.wrap(bytes, 0, (cut) ? longest * 3 : bytes.length);
		CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
		CoderResult result = decoder.decode(in, out, !cut);
		String text = out.flip().toString();
		if (result.isError() || text.chars().anyMatch(LetterText::isBinary)) {
			return hex(bytes, longest);
		}
		return text(text, longest) + ((cut && text.length() <= longest) ? CUT : "");
	}

	private static boolean isBinary(int character) {
		return Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t';
	}

	private static String hex(byte[] bytes, int longest) {
		int shown = Math.min(bytes.length, longest / 2);
		return "0x" + HexFormat.of().formatHex(Arrays.copyOf(bytes, shown)) + ((shown < bytes.length) ? CUT : "");
	}

	/**
	 * A text, cut to a length.
	 */
	public static String text(String text, int longest) {
		if (text.length() <= longest) {
			return text;
		}
		// Half of a surrogate pair is no valid JSON.
		int end = (Character.isHighSurrogate(text.charAt(longest - 1))) ? longest - 1 : longest;
		return text.substring(0, end) + CUT;
	}

}
