package io.steadykafka.operations.internal.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.steadykafka.failure.FailingTopic;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.kafka.support.KafkaHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays to listeners of all kinds, with a real broker.
 */
class ReplayedListenersTests {

	private static final String TRANSACTIONAL = "spring.kafka.producer.transaction-id-prefix=";

	private static final String PROTOCOL = "spring.kafka.consumer.properties.group.protocol=";

	@ParameterizedTest
	@CsvSource({ "record,classic", "record,consumer", "batch,classic", "naming,classic", "manual,classic",
			"nack,classic", "async,classic", "async,consumer", "transactional,classic", "transactional,consumer" })
	void deadLettersAreReplayedOnceAndInOrder(String kind, String protocol) {
		LetterTopic topic = LetterTopic.create("replay-" + kind + "-" + protocol);
		topic.send(0, "bad-a", "good-b", "bad-c", "bad-d");
		topic.send(1, "bad-e", "bad-f");
		try (RunningApp app = start(topic, kind, protocol);
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			LetterScript script = app.bean(LetterScript.class);
			topic.awaitLetters(5);
			script.heal();
			DeadLetterReplay preview = replays.preview("orders", topic.name());
			assertThat(preview.progress().records()).isEqualTo(5);
			assertThat(preview.exceptions()).hasSize(1).containsValue(5L);
			DeadLetterReplay replay = topic.replay(replays);
			assertThat(replay.problem()).isNull();
			assertThat(replay.progress()).isEqualTo(new DeadLetterReplay.Progress(5, 5, 0, false));
			assertThat(replay.from()).isEqualTo(preview.from());
			assertThat(replay.to()).isEqualTo(preview.to());
			assertThat(script.replayed()).containsExactlyInAnyOrder("bad-a", "bad-c", "bad-d", "bad-e", "bad-f");
			assertThat(script.replayed()).containsSubsequence("bad-a", "bad-c", "bad-d")
				.containsSubsequence("bad-e", "bad-f");
			assertThat(topic.replayed(0)).isEqualTo(3);
			assertThat(topic.replayed(1)).isEqualTo(2);
			assertThat(replays.preview("orders", topic.name()).progress().records()).isZero();
			script.failOn((value) -> value.equals("bad-h"));
			topic.send(0, "good-g", "bad-h");
			topic.awaitLetters(6);
			script.heal();
			assertThat(topic.replay(replays).progress()).isEqualTo(new DeadLetterReplay.Progress(1, 1, 0, false));
			assertThat(script.replayed()).endsWith("bad-h").hasSize(6);
		}
		assertThat(LetterTopic.threads()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "record", "batch", "naming", "manual", "async", "transactional" })
	void whatFailsAgainIsDeadLetteredAgainAndNotReplayedAgain(String kind) {
		LetterTopic topic = LetterTopic.create("again-" + kind);
		topic.send(0, "good-a");
		topic.send(1, "bad-b", "bad-c", "bad-d", "bad-e");
		try (RunningApp app = start(topic, kind, "classic");
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			LetterScript script = app.bean(LetterScript.class);
			topic.awaitLetters(4);
			script.failOn((value) -> value.equals("bad-c") || value.equals("bad-e"));
			DeadLetterReplay replay = topic.replay(replays);
			assertThat(replay.problem()).isNull();
			assertThat(replay.progress()).isEqualTo(new DeadLetterReplay.Progress(4, 4, 2, false));
			assertThat(script.replayed()).containsExactly("bad-b", "bad-d");
			assertThat(script.attempts("bad-c")).isEqualTo(2);
			assertThat(topic.replayed(1)).isEqualTo(4);
			List<ConsumerRecord<byte[], byte[]>> letters = FailingTopic.read(topic.letters(), 6);
			assertThat(letters).hasSize(6).allMatch((letter) -> letter.partition() == 1);
			assertThat(letters.subList(4, 6)).extracting((letter) -> text(letter.value()))
				.containsExactly("bad-c", "bad-e");
			assertHeadersOfOneFailure(letters.get(5), topic.name());
			script.heal();
			assertThat(replays.preview("orders", topic.letters()).progress().records()).isEqualTo(2);
			assertThat(topic.replay(replays).progress()).isEqualTo(new DeadLetterReplay.Progress(2, 2, 0, false));
			assertThat(script.replayed()).containsExactly("bad-b", "bad-d", "bad-c", "bad-e");
		}
	}

	private static void assertHeadersOfOneFailure(ConsumerRecord<byte[], byte[]> letter, String topic) {
		assertThat(values(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC)).extracting(ReplayedListenersTests::text)
			.containsExactly(topic);
		assertThat(values(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP)).extracting(ReplayedListenersTests::text)
			.containsExactly(topic);
		assertThat(values(letter, KafkaHeaders.DLT_ORIGINAL_PARTITION))
			.extracting((value) -> ByteBuffer.wrap(value).getInt())
			.containsExactly(1);
		assertThat(values(letter, KafkaHeaders.DLT_ORIGINAL_OFFSET))
			.extracting((value) -> ByteBuffer.wrap(value).getLong())
			.containsExactly(3L);
		assertThat(values(letter, KafkaHeaders.DLT_EXCEPTION_FQCN)).hasSize(1);
		assertThat(values(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).singleElement()
			.satisfies((value) -> assertThat(text(value))
				.contains(IllegalArgumentException.class.getName() + ": expected by the test on bad-e"));
		assertThat(values(letter, KafkaHeaders.DELIVERY_ATTEMPT)).isEmpty();
	}

	@Test
	void theFailureOfAFutureReachesWhoReadTheRecord() {
		LetterTopic topic = LetterTopic.create("again-future");
		topic.send(0, "bad-a");
		try (RunningApp app = start(topic, "async", "classic");
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			topic.awaitLetters(1);
			assertThat(topic.replay(replays).progress()).isEqualTo(new DeadLetterReplay.Progress(1, 1, 1, false));
			topic.send(0, "good-b");
			LetterScript script = app.bean(LetterScript.class);
			FailingTopic.await().untilAsserted(() -> assertThat(script.handled()).containsExactly("good-b"));
			assertThat(script.attempts("bad-a")).isEqualTo(4);
			topic.send(0, "bad-c");
			topic.awaitLetters(3);
			assertThat(script.attempts("bad-c")).isEqualTo(2);
		}
	}

	@Test
	void aRecordThatIsNotAcknowledgedEndsTheReplay() {
		LetterTopic topic = LetterTopic.create("replay-silent");
		topic.send(0, "bad-a", "bad-b", "bad-c");
		try (RunningApp app = topic.start("kind=silent", "spring.kafka.consumer.properties.max.poll.interval.ms=3000");
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			topic.awaitLetters(3);
			app.bean(LetterScript.class).heal();
			DeadLetterReplay replay = topic.replay(replays);
			assertThat(replay.problem())
				.contains("did not acknowledge " + topic.letters() + "-0@1 within max.poll.interval.ms=3000");
			assertThat(replay.progress()).isEqualTo(new DeadLetterReplay.Progress(3, 1, 0, false));
			assertThat(topic.replayed(0)).isEqualTo(1);
		}
	}

	@Test
	void whatAnInterceptorKeepsFromTheListenerIsDone() {
		LetterTopic topic = LetterTopic.create("replay-kept");
		topic.send(0, "bad-a", "bad-b", "bad-c");
		try (RunningApp app = topic.start("kept=bad-b");
				DefaultDeadLetterReplays replays = LetterTopic.replays(app, false)) {
			topic.awaitLetters(3);
			app.bean(LetterScript.class).heal();
			assertThat(topic.replay(replays).progress()).isEqualTo(new DeadLetterReplay.Progress(3, 3, 0, false));
			assertThat(app.bean(LetterScript.class).replayed()).containsExactly("bad-a", "bad-c");
		}
	}

	private static RunningApp start(LetterTopic topic, String kind, String protocol) {
		Stream<String> properties = (kind.equals("transactional"))
				? Stream.of("kind=record", TRANSACTIONAL + topic.name() + "-") : Stream.of("kind=" + kind);
		return topic.start(Stream.concat(properties, Stream.of(PROTOCOL + protocol)).toArray(String[]::new));
	}

	private static List<byte[]> values(ConsumerRecord<byte[], byte[]> letter, String header) {
		return StreamSupport.stream(letter.headers().headers(header).spliterator(), false).map(Header::value).toList();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
