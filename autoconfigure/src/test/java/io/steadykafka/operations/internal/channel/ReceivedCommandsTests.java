package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import io.steadykafka.operations.internal.channel.Message.Answer;
import io.steadykafka.operations.internal.channel.Message.Command;
import io.steadykafka.testing.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReceivedCommands}.
 */
class ReceivedCommandsTests {

	private final MutableClock clock = new MutableClock();

	private final List<Answer> answers = new ArrayList<>();

	private final List<Object> done = new ArrayList<>();

	private final ReceivedCommands commands = commands(true, (body) -> {
		this.done.add(body.get("number"));
		return Map.of("done", "yes");
	}, Runnable::run);

	@Test
	void aCommandIsCarriedOutAndAnswered() {
		assertThat(this.commands.received(command("c", 10))).isTrue();
		assertThat(this.done).containsExactly("c");
		assertThat(this.answers).containsExactly(new Answer("c", "me", Map.of("done", "yes")));
	}

	@Test
	void aCommandForOthersIsNot() {
		assertThat(this.commands
			.received(new Command("c", "a", Set.of("b"), this.clock.instant().plusSeconds(10), Map.of()))).isTrue();
		assertThat(this.answers).isEmpty();
	}

	@Test
	void aCommandThatArrivesTwiceIsCarriedOutOnceAsLongAsItCouldBe() {
		Command command = command("c", 10);
		assertThat(this.commands.received(command)).isTrue();
		for (int i = 0; i < 40; i++) {
			assertThat(this.commands.received(command)).isFalse();
			this.clock.advance(Duration.ofSeconds(1));
		}
		this.clock.advance(Duration.ofMillis(1));
		this.commands.received(command);
		assertThat(this.done).hasSize(1);
	}

	@Test
	void aCommandThatArrivesLateIsRefused() {
		Command command = command("c", 10);
		this.clock.advance(Duration.ofSeconds(41));
		this.commands.received(command);
		assertThat(this.done).isEmpty();
		assertThat(problem()).contains("31 s after its deadline", "clocks");
	}

	@Test
	void anInstanceThatDoesNotAcceptCommandsSaysSo() {
		commands(false, (body) -> {
			throw new AssertionError();
		}, Runnable::run).received(command("c", 10));
		assertThat(problem()).isEqualTo("does not accept remote operations");
	}

	@Test
	void aCommandThatIsWrongIsAnswered() {
		failing(new IllegalArgumentException("wrong\nvalue")).received(command("c", 10));
		assertThat(this.answers.remove(0).body()).isEqualTo(Map.of("problem", "wrong?value", "status", 400));
		failing(new NoSuchElementException("no such listener")).received(command("c", 10));
		assertThat(this.answers.remove(0).body()).isEqualTo(Map.of("problem", "no such listener", "status", 404));
		failing(new IllegalStateException("not now")).received(command("c", 10));
		assertThat(this.answers.remove(0).body()).isEqualTo(Map.of("problem", "not now", "status", 409));
		failing(new UnsupportedOperationException("?")).received(command("c", 10));
		assertThat(this.answers.remove(0).body()).containsEntry("status", 500);
	}

	@Test
	void anInstanceThatIsBusySaysSo() {
		commands(true, (body) -> Map.of(), (task) -> {
			throw new RejectedExecutionException();
		}).received(command("c", 10));
		assertThat(problem()).contains("busy");
	}

	@Test
	void atMostAThousandCommandsAreUnderWay() {
		for (int i = 0; i < 1_000; i++) {
			this.commands.received(command("c" + i, 10));
		}
		this.answers.clear();
		this.commands.received(command("one more", 10));
		assertThat(problem()).contains("1000 commands");
		this.clock.advance(Duration.ofSeconds(41));
		this.commands.received(command("later", 10));
		assertThat(this.done).hasSize(1_001).endsWith("later");
	}

	@Test
	void aCommandWithoutAnEndIsRefused() {
		this.commands.received(command("c", Long.MAX_VALUE / 1_000_000));
		assertThat(problem()).contains("10 minutes");
	}

	private String problem() {
		assertThat(this.answers).hasSize(1);
		return (String) this.answers.get(0).body().get("problem");
	}

	private ReceivedCommands failing(RuntimeException failure) {
		return commands(true, (body) -> {
			throw failure;
		}, Runnable::run);
	}

	private ReceivedCommands commands(boolean accepts, Function<Map<String, Object>, Map<String, Object>> commands,
			Executor workers) {
		return new ReceivedCommands("me", accepts, commands, workers, this.answers::add, this.clock);
	}

	private Command command(String id, long seconds) {
		return new Command(id, "other", Set.of("me", "third"), this.clock.instant().plusSeconds(seconds),
				Map.of("number", id));
	}

}
