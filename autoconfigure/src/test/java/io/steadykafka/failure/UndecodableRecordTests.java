package io.steadykafka.failure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.FailingApplications.Batches;
import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.kafka.support.serializer.JacksonJsonDeserializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that can't be decoded among others that can, with a real broker.
 */
@ExtendWith(OutputCaptureExtension.class)
class UndecodableRecordTests {

	private static final String INTERVAL = "steady.kafka.failure.backoff.max-interval=500ms";

	@ParameterizedTest
	@EnumSource
	void isDeadLetteredWithItsBytes(Decoding decoding) {
		FailingTopic topic = decoding.send("letters");
		Broker.shared().createTopic(topic.name() + "-dlt", 1);
		try (RunningApp app = decoding.start(topic, "steady.kafka.failure.on-exhausted=dead-letter")) {
			ConsumerRecord<byte[], byte[]> letter = FailingTopic.read(topic.name() + "-dlt", 1).get(0);
			assertThat(letter.key()).isEqualTo(decoding.badKey.getBytes(StandardCharsets.UTF_8));
			assertThat(letter.value()).isEqualTo(decoding.badValue.getBytes(StandardCharsets.UTF_8));
			assertThat(letter.headers().headers("springDeserializerExceptionValue")).isEmpty();
			assertThat(letter.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP).value())
				.isEqualTo(topic.name().getBytes(StandardCharsets.UTF_8));
			assertThat(letter.headers().lastHeader(KafkaHeaders.DLT_EXCEPTION_FQCN)).isNotNull();
			Script script = app.bean(Script.class);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(6));
			assertThat(script.processed()).containsExactly("0@0", "0@1", "0@2", "0@4", "0@5");
		}
	}

	@ParameterizedTest
	@EnumSource
	void blocksItsPartitionWithOneLineAnAttempt(Decoding decoding, CapturedOutput output) {
		FailingTopic topic = decoding.send("block");
		try (RunningApp app = decoding.start(topic)) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).extracting((record) -> record.failure().attempts())
					.first()
					.asInstanceOf(InstanceOfAssertFactories.INTEGER)
					.isGreaterThan(3));
			FailedRecord blocked = records.list().get(0);
			assertThat(blocked.failure().state()).isEqualTo(State.BLOCKED);
			assertThat(blocked.offset()).isEqualTo(3);
			List<String> lines = output.getAll()
				.lines()
				.filter((line) -> line.contains("[   orders-0-C-1]"))
				.filter((line) -> line.contains(" WARN ") || line.contains("ERROR "))
				.toList();
			// Kafka's client logs it when it reads ahead too, and that we log the first
			// time.
			assertThat(lines).hasSizeLessThanOrEqualTo(records.list().get(0).failure().attempts() + 3);
			assertThat(app.bean(Script.class).processed()).containsExactly("0@0", "0@1", "0@2");
			Map<String, Double> series = app.scrape();
			String tags = "_total{group=\"" + topic.name() + "\",listener=\"orders\"}";
			assertThat(series.get("steady_kafka_records_failed" + tags)).isGreaterThan(3);
			assertThat(series).containsEntry("steady_kafka_records_processed" + tags, 3.0);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(3));
		}
	}

	/**
	 * How a listener's records are decoded.
	 */
	enum Decoding {

		PLAIN(Records.class, "12345678", "12345",
				"spring.kafka.consumer.value-deserializer=" + LongDeserializer.class.getName()),

		PLAIN_KEY(Records.class, "12345678", "12345678",
				"spring.kafka.consumer.key-deserializer=" + LongDeserializer.class.getName()),

		PLAIN_BATCH(Batches.class, "12345678", "12345",
				"spring.kafka.consumer.value-deserializer=" + LongDeserializer.class.getName()),

		ERROR_HANDLING(Records.class, "12345678", "12345",
				"spring.kafka.consumer.value-deserializer=" + ErrorHandlingDeserializer.class.getName(),
				"spring.kafka.consumer.properties.spring.deserializer.value.delegate.class="
						+ LongDeserializer.class.getName()),

		ERROR_HANDLING_KEY(Records.class, "12345678", "12345678",
				"spring.kafka.consumer.key-deserializer=" + ErrorHandlingDeserializer.class.getName(),
				"spring.kafka.consumer.properties.spring.deserializer.key.delegate.class="
						+ LongDeserializer.class.getName()),

		ERROR_HANDLING_BATCH(Batches.class, "12345678", "12345",
				"spring.kafka.consumer.value-deserializer=" + ErrorHandlingDeserializer.class.getName(),
				"spring.kafka.consumer.properties.spring.deserializer.value.delegate.class="
						+ LongDeserializer.class.getName()),

		JSON(Records.class, "{\"a\":1}", "{\"a\":",
				"spring.kafka.consumer.value-deserializer=" + JacksonJsonDeserializer.class.getName(),
				"spring.kafka.consumer.properties.spring.json.value.default.type=java.util.Map"),

		ERROR_HANDLING_JSON(Records.class, "{\"a\":1}", "{\"a\":",
				"spring.kafka.consumer.value-deserializer=" + ErrorHandlingDeserializer.class.getName(),
				"spring.kafka.consumer.properties.spring.deserializer.value.delegate.class="
						+ JacksonJsonDeserializer.class.getName(),
				"spring.kafka.consumer.properties.spring.json.value.default.type=java.util.Map");

		private final Class<?> application;

		private final String goodValue;

		private final String badKey;

		private final String badValue;

		@SuppressWarnings("ImmutableEnumChecker")
		private final List<String> properties;

		Decoding(Class<?> application, String goodValue, String badValue, String... properties) {
			this.application = application;
			this.goodValue = goodValue;
			this.badKey = (goodValue.equals(badValue)) ? "short" : "enough:)";
			this.badValue = badValue;
			this.properties = List.of(properties);
		}

		FailingTopic send(String purpose) {
			FailingTopic topic = FailingTopic.create("undecodable-" + purpose + "-" + name().toLowerCase(Locale.ROOT),
					1);
			for (int i = 0; i < 6; i++) {
				topic.send((i == 3) ? this.badKey : "enough:)", (i == 3) ? this.badValue : this.goodValue);
			}
			return topic;
		}

		RunningApp start(FailingTopic topic, String... more) {
			List<String> all = new ArrayList<>(this.properties);
			all.add(INTERVAL);
			all.addAll(List.of(more));
			return topic.start(this.application, all.toArray(String[]::new));
		}

	}

}
