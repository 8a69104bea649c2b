package io.steadykafka.operations.internal.replay.letters;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LetterText}.
 */
class LetterTextTests {

	@ParameterizedTest
	@CsvSource({ "'',''", "abc,abc", "abcdef,abcd…", "äöüßäö,äöüß…", "€€€€,€€€€", "abc😀d,abc…", "ab😀d,ab😀…",
			"'a\nb\tc','a\nb\t…'" })
	void textIsCut(String text, String expected) {
		assertThat(LetterText.of(text.getBytes(StandardCharsets.UTF_8), 4)).isEqualTo(expected);
	}

	@Test
	void aLongTextIsCutBeforeItIsDecoded() {
		byte[] bytes = "€".repeat(100_000).getBytes(StandardCharsets.UTF_8);
		assertThat(LetterText.of(bytes, 10)).isEqualTo("€".repeat(10) + "…");
		assertThat(LetterText.of(("a" + "😀".repeat(100)).getBytes(StandardCharsets.UTF_8), 10)).startsWith("a😀")
			.endsWith("…")
			.doesNotContain("0x");
	}

	@Test
	void whatIsNoTextIsHexadecimal() {
		assertThat(LetterText.of(new byte[] { (byte) 0xff, 1 }, 10)).isEqualTo("0xff01");
		assertThat(LetterText.of(new byte[] { 0, 0, 0, 7 }, 10)).isEqualTo("0x00000007");
		assertThat(LetterText.of(new byte[] { 'a', 27, '[', '3', '1', 'm' }, 8)).isEqualTo("0x611b5b33…");
	}

}
