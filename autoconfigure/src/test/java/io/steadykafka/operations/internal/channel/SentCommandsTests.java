package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.steadykafka.operations.internal.channel.Message.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SentCommands}.
 */
class SentCommandsTests {

	private final SentCommands commands = new SentCommands();

	@Test
	void allAnswersEndTheWait() throws Exception {
		CompletableFuture<Map<String, Map<String, Object>>> answers = await(Duration.ofMinutes(1));
		answer("a", 1);
		answer("a", 2);
		answer("stranger", 3);
		assertThat(answers).isNotDone();
		answer("b", 4);
		assertThat(answers.get(5, TimeUnit.SECONDS))
			.isEqualTo(Map.of("a", Map.of("number", 1), "b", Map.of("number", 4)));
		answer("b", 5);
	}

	@Test
	void theTimeoutEndsTheWaitWithWhatIsThere() throws Exception {
		CompletableFuture<Map<String, Map<String, Object>>> answers = await(Duration.ofMillis(100));
		answer("b", 1);
		assertThat(answers.get(5, TimeUnit.SECONDS)).containsOnlyKeys("b");
	}

	@Test
	void nobodyHasAnsweredAtOnce() {
		assertThat(this.commands.await("c", Set.of(), Duration.ofMinutes(1))).isCompletedWithValue(Map.of());
	}

	@Test
	void theEndOfTheApplicationEndsTheWait() {
		CompletableFuture<Map<String, Map<String, Object>>> answers = await(Duration.ofMinutes(1));
		this.commands.close();
		assertThat(answers).isCompletedWithValue(Map.of());
	}

	private CompletableFuture<Map<String, Map<String, Object>>> await(Duration timeout) {
		return this.commands.await("c", Set.of("a", "b"), timeout);
	}

	private void answer(String from, int number) {
		this.commands.received(new Answer("c", from, Map.of("number", number)));
	}

}
