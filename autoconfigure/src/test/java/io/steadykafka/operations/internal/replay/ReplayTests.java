package io.steadykafka.operations.internal.replay;

import java.util.List;
import java.util.NoSuchElementException;

import io.steadykafka.failure.FailingTopic;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How replays begin, end and meet, with a real broker.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReplayTests {

	@Test
	void aReplayEndsWhenItsListenerIsStoppedAndTheNextOneGoesOnThere(CapturedOutput output) {
		LetterTopic topic = LetterTopic.create("replay-stopped");
		topic.send(0, "bad-a", "bad-b", "bad-c");
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			LetterScript script = blocked(topic, app, replays, 3);
			container(app).stop();
			script.gate().open();
			DeadLetterReplay ended = LetterTopic.awaitEnd(replays);
			assertThat(ended.problem()).contains("listener 'orders' was stopped").contains("The next replay goes on");
			assertThat(ended.progress()).isEqualTo(new DeadLetterReplay.Progress(3, 1, 0, false));
			assertThat(output).contains("requested by tester?: about 3 records");
			FailingTopic.await().untilAsserted(() -> assertThat(LetterTopic.threads()).isEmpty());
			// Whoever stopped the listener may ask for a replay nevertheless.
			assertThat(topic.replay(replays).progress()).isEqualTo(new DeadLetterReplay.Progress(2, 2, 0, false));
			assertThat(script.replayed()).containsExactly("bad-a", "bad-b", "bad-c");
		}
	}

	@Test
	void aCancelledReplayFinishesTheRecordInHandAndTheNextOneGoesOnThere(CapturedOutput output) {
		LetterTopic topic = LetterTopic.create("replay-cancelled");
		topic.send(0, "bad-a", "bad-b", "bad-c");
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			LetterScript script = blocked(topic, app, replays, 3);
			String id = String.valueOf(replays.recent().get(0).id());
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> replays.cancel("nothing\n", "alice"))
				.withMessageContaining("'nothing?'")
				.withMessageContaining(id);
			assertThat(replays.cancel(id, "alice\n").progress())
				.isEqualTo(new DeadLetterReplay.Progress(3, 0, 0, true));
			replays.cancel(id, "bob");
			script.gate().open();
			DeadLetterReplay ended = LetterTopic.awaitEnd(replays);
			assertThat(ended.problem()).isEqualTo("cancelled by alice?. The next replay goes on where this one ended");
			assertThat(ended.progress()).isEqualTo(new DeadLetterReplay.Progress(3, 1, 0, false));
			assertThat(topic.replayed(0)).isEqualTo(1);
			FailingTopic.await().until(() -> output.getOut().contains("It ended early: cancelled by alice?"));
			assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> replays.cancel(id, "alice"));
			assertThat(topic.replay(replays).progress()).isEqualTo(new DeadLetterReplay.Progress(2, 2, 0, false));
			assertThat(script.replayed()).containsExactly("bad-a", "bad-b", "bad-c");
		}
	}

	@Test
	void aReplayThatWaitsForAnAttemptIsCancelledAtOnce() {
		LetterTopic topic = LetterTopic.create("replay-waiting-cancelled");
		LetterTopic.send(topic.letters(), 0, "bad-a");
		try (RunningApp app = topic.start("steady.kafka.failure.backoff.initial-interval=1h",
				"steady.kafka.failure.backoff.max-interval=1h");
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			String id = String.valueOf(replays.start("orders", topic.name(), "tester").id());
			FailingTopic.await().until(() -> app.bean(LetterScript.class).attempts("bad-a") == 1);
			replays.cancel(id, "alice");
			assertThat(LetterTopic.awaitEnd(replays).progress())
				.isEqualTo(new DeadLetterReplay.Progress(1, 0, 0, false));
			assertThat(topic.replayed(0)).isZero();
		}
	}

	@Test
	void aRecordThatFailsWhileItsListenerIsStoppedIsNotDeadLettered() {
		LetterTopic topic = LetterTopic.create("replay-failing");
		topic.send(0, "bad-a");
		try (RunningApp app = topic.start("steady.kafka.failure.backoff.max-attempts=1");
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			LetterScript script = blocked(topic, app, replays, 1);
			container(app).stop();
			script.failOn((value) -> true);
			script.gate().open();
			assertThat(LetterTopic.awaitEnd(replays).progress())
				.isEqualTo(new DeadLetterReplay.Progress(1, 0, 0, false));
			assertThat(topic.end(0)).isEqualTo(1);
			assertThat(topic.replayed(0)).isZero();
		}
	}

	@Test
	void aListenerThatIsPausedGetsDeadLetters() {
		LetterTopic topic = LetterTopic.create("replay-paused");
		topic.send(0, "bad-a");
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			topic.awaitLetters(1);
			container(app).pause();
			app.bean(LetterScript.class).heal();
			assertThat(topic.replay(replays).progress().replayed()).isEqualTo(1);
		}
	}

	@Test
	void aReplayEndsWithTheApplicationAndKeepsWhatWasDone() {
		LetterTopic topic = LetterTopic.create("replay-closed");
		topic.send(0, "bad-a", "bad-b");
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			LetterScript script = blocked(topic, app, replays, 2);
			Thread opener = new Thread(() -> {
				FailingTopic.await().until(() -> !replays.isRunning());
				script.gate().open();
			});
			opener.start();
			replays.stop();
			assertThat(replays.recent()).singleElement().satisfies((replay) -> {
				assertThat(replay.problem()).contains("application is being stopped");
				assertThat(replay.progress()).isEqualTo(new DeadLetterReplay.Progress(2, 1, 0, false));
			});
			assertThat(LetterTopic.threads()).isEmpty();
			assertThat(topic.replayed(0)).isEqualTo(1);
			assertThatIllegalStateException().isThrownBy(() -> replays.start("orders", topic.name(), "tester"))
				.withMessageContaining("is being stopped");
		}
	}

	@Test
	void onlyOneReplayOfATopicIsUnderWay() {
		LetterTopic topic = LetterTopic.create("replay-twice");
		topic.send(0, "bad-a");
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			LetterScript script = blocked(topic, app, replays, 1);
			assertThatIllegalStateException().isThrownBy(() -> replays.start("orders", topic.letters(), "tester"))
				.withMessageContaining("is under way");
			script.gate().open();
			LetterTopic.awaitEnd(replays);
			assertThat(replays.recent()).hasSize(1);
		}
	}

	@Test
	void theReplayOfAnotherInstanceTakesOver() {
		LetterTopic topic = LetterTopic.create("replay-taken");
		topic.send(0, "bad-a", "bad-b", "bad-c");
		try (RunningApp app = topic.start();
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false);
				DefaultDeadLetterReplays others = LetterTopic.replays(app, false)) {
			LetterScript script = blocked(topic, app, replays, 3);
			others.start("orders", topic.name(), "other");
			FailingTopic.await().until(() -> script.attempts("bad-a") == 2);
			script.gate().open();
			List<DeadLetterReplay> both = List.of(LetterTopic.awaitEnd(replays), LetterTopic.awaitEnd(others));
			assertThat(both).filteredOn((replay) -> replay.problem() == null).hasSize(1);
			assertThat(both).filteredOn((replay) -> replay.problem() != null)
				.singleElement()
				.satisfies((replay) -> assertThat(replay.problem()).contains("took over"));
			// Each of them had the first record in hand.
			assertThat(script.replayed()).containsExactly("bad-a", "bad-a", "bad-b", "bad-c");
			assertThat(topic.replayed(0)).isEqualTo(3);
		}
	}

	@Test
	void aReplayThatWaitsForAnAttemptIsStoppedAtOnce() {
		LetterTopic topic = LetterTopic.create("replay-waiting");
		LetterTopic.send(topic.letters(), 0, "bad-a", "bad-b");
		try (RunningApp app = topic.start("steady.kafka.failure.backoff.initial-interval=1h",
				"steady.kafka.failure.backoff.max-interval=1h");
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			replays.start("orders", topic.name(), "tester");
			LetterScript script = app.bean(LetterScript.class);
			FailingTopic.await().until(() -> script.attempts("bad-a") == 1);
			replays.stop();
			assertThat(replays.recent().get(0).progress()).isEqualTo(new DeadLetterReplay.Progress(2, 0, 0, false));
			assertThat(topic.replayed(0)).isZero();
			assertThat(topic.end(0)).isEqualTo(2);
		}
	}

	@Test
	void aDeadLetterThatCantBeDecodedIsDeadLetteredAgain() {
		LetterTopic topic = LetterTopic.create("replay-undecodable");
		topic.send(0, "seven b", "four");
		try (RunningApp app = topic
			.start("spring.kafka.consumer.value-deserializer=" + IntegerDeserializer.class.getName());
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			topic.awaitLetters(1);
			assertThat(topic.replay(replays).progress()).isEqualTo(new DeadLetterReplay.Progress(1, 1, 1, false));
			assertThat(topic.end(0)).isEqualTo(2);
			assertThat(topic.replayed(0)).isEqualTo(1);
			assertThat(replays.browse("orders", topic.name(), 1)).singleElement()
				.satisfies((letter) -> assertThat(letter).containsEntry("originalTopic", topic.name())
					.containsEntry("originalOffset", 0L));
		}
	}

	@Test
	void anEmptyTopicIsReplayedAtOnce() {
		LetterTopic topic = LetterTopic.create("replay-empty");
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			assertThat(replays.preview("orders", topic.name()).from()).isNull();
			DeadLetterReplay replay = replays.start("orders", topic.name(), "tester");
			assertThat(replay.progress()).isEqualTo(new DeadLetterReplay.Progress(0, 0, 0, false));
			assertThat(replays.recent()).containsExactly(replay);
		}
	}

	@Test
	void namesThatMeanNothingAreRefused() {
		FailingTopic topic = FailingTopic.create("replay-names", 1);
		try (RunningApp app = topic.start(LetterApplication.class);
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> replays.preview("nobody\n", topic.name()))
				.withMessage("There is no listener 'nobody?' here. There are [orders]");
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> replays.start("orders", "../other", "tester"))
				.withMessageContaining("'../other' is neither a topic that listener 'orders' reads");
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> replays.preview("orders", topic.name()))
				.withMessageContaining("There is no dead-letter topic 'replay-names-dlt'");
		}
	}

	/**
	 * Dead-letter records, and start a replay that has the first of them in hand.
	 */
	private static LetterScript blocked(LetterTopic topic, RunningApp app, DefaultDeadLetterReplays replays,
			long letters) {
		LetterScript script = app.bean(LetterScript.class);
		topic.awaitLetters(letters);
		script.heal();
		script.gate().close();
		replays.start("orders", topic.name(), "tester\n");
		FailingTopic.await().until(() -> script.attempts("bad-a") == 1);
		return script;
	}

	private static MessageListenerContainer container(RunningApp app) {
		return app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders");
	}

}
