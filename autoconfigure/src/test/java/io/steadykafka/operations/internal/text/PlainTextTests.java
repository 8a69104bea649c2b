package io.steadykafka.operations.internal.text;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTests {

	@Test
	void whatIsPlainStaysAsItIs() {
		assertThat(PlainText.of("größe/1 <b> 日本 🎉", 100)).isEqualTo("größe/1 <b> 日本 🎉");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\n", "\r", "\t", "\0", "\u001b", "\u0085", "\u2028", "\u2029", "\u202e", "\u200b", "\ud800" })
	void whatCouldBreakOrHidePartsOfALineIsReplaced(String hostile) {
		assertThat(PlainText.of("a" + hostile + "b", 100)).isEqualTo("a?b");
	}

	@Test
	void aLongTextIsCut() {
		assertThat(PlainText.of("abc", 3)).isEqualTo("abc");
		assertThat(PlainText.of("abcd", 3)).isEqualTo("abc…");
	}

	@Test
	void aCharacterOfTwoHalvesIsOne() {
		assertThat(PlainText.of("ab🎉c", 3)).isEqualTo("ab🎉…");
		assertThat(PlainText.of("ab🎉", 3)).isEqualTo("ab🎉");
	}

	@Test
	void theFirstNamesAreListed() {
		assertThat(PlainText.names(List.of("b", "a\n", "b"))).isEqualTo("[a?, b]");
		assertThat(PlainText.names(IntStream.range(10, 22).mapToObj(String::valueOf).toList()))
			.isEqualTo("[10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 2 more]");
	}

	@Test
	void nothingIsNamed() {
		assertThat(PlainText.of(null, 10)).isEqualTo("null");
	}

}
