package io.steadykafka.failure.internal.retry;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureText}.
 */
class FailureTextTests {

	@Test
	void keysAreCut() {
		assertThat(FailureText.key(null)).isEmpty();
		assertThat(FailureText.key("")).isEmpty();
		assertThat(FailureText.key("a".repeat(1_000_000))).isEqualTo("a".repeat(100) + "…");
		assertThat(FailureText.key("a".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)))
			.isEqualTo("a".repeat(100) + "…");
	}

	@Test
	void noHalfOfACharacterIsLeftForAJsonWriterToFailOn() {
		String emoji = "\uD83D\uDE00";
		assertThat(FailureText.key("a" + emoji.repeat(100))).isEqualTo("a" + emoji.repeat(49) + "?…");
		assertThat(FailureText.key("a\uD83D")).isEqualTo("a?");
		assertThat(FailureText.exception(new IllegalStateException("\uDE00 is bad")))
			.isEqualTo("IllegalStateException: ? is bad");
	}

}
