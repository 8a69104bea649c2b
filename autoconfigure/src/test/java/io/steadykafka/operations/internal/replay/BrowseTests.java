package io.steadykafka.operations.internal.replay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.steadykafka.failure.FailingTopic;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.support.KafkaHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What can be seen of dead letters, with a real broker.
 */
@ExtendWith(OutputCaptureExtension.class)
class BrowseTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theLastDeadLettersAreShownWithTheirValuesIfThatIsAllowed(boolean showValues) {
		LetterTopic topic = LetterTopic.create("browse-" + showValues);
		topic.send(0, "good-a", "bad-b");
		topic.send(1, "bad-c", "bad-d");
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, showValues)) {
			topic.awaitLetters(3);
			assertThat(replays.browse("orders", topic.name(), 2)).hasSize(2);
			List<Map<String, @Nullable Object>> letters = replays.browse("orders", topic.letters(), 100);
			assertThat(letters).hasSize(3)
				.isSortedAccordingTo((one, other) -> String.valueOf(other.get("timestamp"))
					.compareTo(String.valueOf(one.get("timestamp"))));
			assertThat(letters).filteredOn((letter) -> letter.get("partition").equals(0))
				.singleElement()
				.satisfies((letter) -> {
					assertThat(letter).containsEntry("topic", topic.letters())
						.containsEntry("offset", 0L)
						.containsEntry("listener", "orders")
						.containsEntry("group", topic.name())
						.containsEntry("originalTopic", topic.name())
						.containsEntry("originalPartition", 0)
						.containsEntry("originalOffset", 1L)
						.containsEntry("exception", "java.lang.IllegalArgumentException")
						.containsEntry("key", "key")
						.containsEntry("valueBytes", 5)
						.containsEntry("value", (showValues) ? "bad-b" : null)
						.containsKeys("timestamp", "originalTimestamp");
					assertThat(String.valueOf(letter.get("message"))).contains("expected by the test on bad-b");
					assertThat((List<?>) letter.get("stackTrace")).hasSizeBetween(3, 10);
					assertThat(letter.containsKey("valueReason")).isEqualTo(!showValues);
				});
		}
	}

	@Test
	void hostileLettersAreShownCut(CapturedOutput output) {
		LetterTopic topic = LetterTopic.create("browse-hostile");
		List<Header> headers = List.of(header(KafkaHeaders.DLT_EXCEPTION_FQCN, "x".repeat(100_000)),
				header(KafkaHeaders.DLT_EXCEPTION_MESSAGE, "<script>\n\u001b[31m"),
				header(KafkaHeaders.DLT_EXCEPTION_STACKTRACE, "\n".repeat(50_000)),
				header(KafkaHeaders.DLT_ORIGINAL_TOPIC, "../<b>"), header(KafkaHeaders.DLT_ORIGINAL_OFFSET, "x"),
				header("n".repeat(10_000), "v".repeat(10_000)), new RecordHeader("none", (byte[]) null));
		byte[] value = "w".repeat(500_000).getBytes(StandardCharsets.UTF_8);
		try (KafkaProducer<String, String> producer = Broker.shared().producer(Map.of())) {
			producer.send(new ProducerRecord<>(topic.letters(), 0, null, "\u0000".repeat(10_000),
					new String(value, StandardCharsets.UTF_8), headers));
			producer.send(new ProducerRecord<>(topic.letters(), 1, null, null, null,
					IntStream.range(0, 200).mapToObj((i) -> header("h" + i, "v")).toList()));
		}
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, true)) {
			FailingTopic.await().until(() -> replays.browse("orders", topic.name(), 10).size() == 2);
			assertThat(replays.browse("orders", topic.name(), 10).toString()).hasSizeLessThan(10_000)
				.contains("headersLeftOut=150")
				.contains("originalOffset=null")
				.contains("0x3c7363726970743e0a1b");
			assertThat(replays.preview("orders", topic.name()).exceptions()).containsEntry("unknown", 1L).hasSize(2);
			app.bean(LetterScript.class).failOn((text) -> !text.equals("null"));
			assertThat(topic.replay(replays).progress().failedAgain()).isEqualTo(1);
			assertThat(replays.browse("orders", topic.name(), 1).toString()).contains("originalTopic=../<b>")
				.contains("IllegalArgumentException");
			assertThat(output).doesNotContain("\u001b[31m").doesNotContain("xxxxxxxxxx");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 101, Integer.MAX_VALUE })
	void limitsThatAreImpossibleAreRefused(int limit) {
		LetterTopic topic = LetterTopic.create("browse-limit-" + limit);
		try (RunningApp app = topic.start(); DefaultDeadLetterReplays replays = LetterTopic.replays(app, true)) {
			assertThatIllegalArgumentException().isThrownBy(() -> replays.browse("orders", topic.name(), limit))
				.withMessage("limit=" + limit + " is not allowed. It is 1 to 100");
			assertThat(replays.browse("orders", topic.name(), 1)).isEmpty();
		}
	}

	private static Header header(String name, String value) {
		return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
	}

}
