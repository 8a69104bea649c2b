package io.steadykafka.failure;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Texts}.
 */
class TextsTests {

	@Test
	void keysAreCut() {
		assertThat(Texts.key(null)).isEmpty();
		assertThat(Texts.key("")).isEmpty();
		assertThat(Texts.key("a".repeat(1_000_000))).isEqualTo("a".repeat(100) + "…");
		assertThat(Texts.key("a".repeat(1_000_000).getBytes(StandardCharsets.UTF_8))).isEqualTo("a".repeat(100) + "…");
	}

	@Test
	void noHalfOfACharacterIsLeftForAJsonWriterToFailOn() {
		String emoji = "\uD83D\uDE00";
		assertThat(Texts.key("a" + emoji.repeat(100))).isEqualTo("a" + emoji.repeat(49) + "?…");
		assertThat(Texts.key("a\uD83D")).isEqualTo("a?");
		assertThat(Texts.exception(new IllegalStateException("\uDE00 is bad")))
			.isEqualTo("IllegalStateException: ? is bad");
	}

}
