package io.steadykafka.failure;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.FailingApplications.Batches;
import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that somebody made to do harm, or that are as large or as old as they may be,
 * and that have to be dead-lettered, with a real broker.
 */
class HostileRecordTests {

	private static final String DEAD_LETTER = "steady.kafka.failure.on-exhausted=dead-letter";

	/**
	 * The default of a topic, with what Kafka counts beside a batch's size.
	 */
	private static final int LARGEST_BATCH = 1_048_588;

	private final Broker broker = Broker.shared();

	private final Random random = new Random(7);

	static Stream<Arguments> keys() {
		return Stream.of(Arguments.of("null", null, ""), Arguments.of("empty", new byte[0], ""),
				Arguments.of("megabyte", bytes('k', 1_000_000), "k".repeat(100) + "…"),
				Arguments.of("malformed", new byte[] { (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'a' }, "\uFFFDa"));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keys(String name, byte @Nullable [] key, String shown) throws Exception {
		FailingTopic topic = FailingTopic.create("hostile-key-" + name, 1);
		this.broker.createTopic(topic.name() + "-dlt", 1);
		send(new ProducerRecord<>(topic.name(), 0, key, bytes('v', 10)));
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, "bad=0@0")) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).extracting((record) -> record.failure().state())
					.containsExactly(State.BLOCKED));
			assertThat(records.list().get(0).key()).isEqualTo(shown);
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("DEGRADED");
			records.deadLetter("orders", topic.name(), 0, 0);
			ConsumerRecord<byte[], byte[]> letter = FailingTopic.read(topic.name() + "-dlt", 1).get(0);
			assertThat(letter.key()).isEqualTo(key);
			assertThat(letter.headers().lastHeader(KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).isNotNull();
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(4));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 253_402_300_799_000L, Long.MAX_VALUE })
	void timestamps(long timestamp) throws Exception {
		String name = "hostile-time" + timestamp;
		createTopic(name,
				Map.of("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE), "retention.ms", "-1"));
		createTopic(name + "-dlt", Map.of());
		FailingTopic topic = FailingTopic.of(name);
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(name, 0, bytes('k', 3), bytes('v', 10));
		// A producer of Kafka's refuses what is below 0, others don't.
		Field field = ProducerRecord.class.getDeclaredField("timestamp");
		field.setAccessible(true);
		field.set(record, timestamp);
		send(record);
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, "bad=0@0")) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).extracting((failed) -> failed.failure().state())
					.containsExactly(State.BLOCKED));
			assertThat(records.list().get(0).timestamp())
				.isEqualTo((timestamp < 0) ? null : Instant.ofEpochMilli(timestamp));
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("DEGRADED");
			String lag = "steady_kafka_lag_records{group=\"%1$s\",partition=\"0\",topic=\"%1$s\"}".formatted(name);
			FailingTopic.await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(lag, 4.0));
			assertThat(app.scrape()).containsEntry("steady_kafka_contained_failures_total", 0.0);
			records.deadLetter("orders", name, 0, 0);
			ConsumerRecord<byte[], byte[]> letter = FailingTopic.read(name + "-dlt", 1).get(0);
			assertThat(letter.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP).value())
				.isEqualTo(ByteBuffer.allocate(8).putLong(timestamp).array());
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(4));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void headersThatLookLikeSpringKafkas(boolean batch) throws Exception {
		FailingTopic topic = FailingTopic.create("hostile-headers-" + batch, 1);
		this.broker.createTopic(topic.name() + "-dlt", 1);
		List<Header> headers = new ArrayList<>();
		for (String name : List.of(KafkaHeaders.DLT_ORIGINAL_OFFSET, KafkaHeaders.DLT_ORIGINAL_PARTITION,
				KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, KafkaHeaders.DLT_EXCEPTION_STACKTRACE,
				KafkaHeaders.DELIVERY_ATTEMPT, "retry_topic-attempts", "__TypeId__", "",
				KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER, KafkaUtils.KEY_DESERIALIZER_EXCEPTION_HEADER)) {
			headers.add(new RecordHeader(name, new byte[] { 1 }));
			headers.add(new RecordHeader(name, bytes('x', 20_000)));
			headers.add(new RecordHeader(name, (byte[]) null));
		}
		headers.add(new RecordHeader(KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER, serialized()));
		send(new ProducerRecord<>(topic.name(), 0, null, null, bytes('v', 10), headers));
		send(new ProducerRecord<>(topic.name(), 0, null, null, null, headers));
		topic.send(0, 3);
		try (RunningApp app = topic.start((batch) ? Batches.class : Records.class, "bad=0@0", DEAD_LETTER,
				"spring.kafka.consumer.value-deserializer=" + ErrorHandlingDeserializer.class.getName(),
				"spring.kafka.consumer.properties.spring.deserializer.value.delegate.class="
						+ StringDeserializer.class.getName())) {
			ConsumerRecord<byte[], byte[]> letter = FailingTopic.read(topic.name() + "-dlt", 1).get(0);
			assertThat(letter.value()).isEqualTo(bytes('v', 10));
			assertThat(letter.headers().lastHeader("__TypeId__")).isNotNull();
			assertThat(new String(letter.headers().lastHeader(KafkaHeaders.DLT_EXCEPTION_STACKTRACE).value(),
					StandardCharsets.UTF_8))
				.contains("expected by the test");
			assertThat(letter.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_OFFSET).value()).hasSize(8)
				.containsOnly(0);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(5));
			// A value of null and such a header is a tombstone, not a record that failed.
			assertThat(app.bean(Script.class).processed()).containsExactly("0@1", "0@2", "0@3", "0@4");
			assertThat(app.bean(BlockedRecords.class).list()).isEmpty();
		}
	}

	@Test
	void manyHeaders() throws Exception {
		FailingTopic topic = FailingTopic.create("hostile-many-headers", 1);
		this.broker.createTopic(topic.name() + "-dlt", 1);
		List<Header> headers = new ArrayList<>();
		for (int i = 0; i < 30_000; i++) {
			headers.add(new RecordHeader(KafkaHeaders.DLT_EXCEPTION_MESSAGE, new byte[] { 1 }));
		}
		send(new ProducerRecord<>(topic.name(), 0, null, null, bytes('v', 10), headers));
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, "bad=0@0", DEAD_LETTER)) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(4));
			assertThat(FailingTopic.read(topic.name() + "-dlt", 1)).hasSize(1);
			assertThat(app.bean(BlockedRecords.class).list()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1_040_000, 1_048_000, LARGEST_BATCH })
	void aRecordOfTheTopicsLargestSizeIsDeadLetteredWithWhatFitsBesideIt(int size) throws Exception {
		FailingTopic topic = FailingTopic.create("hostile-large-" + size, 1);
		this.broker.createTopic(topic.name() + "-dlt", 1);
		byte[] value = new byte[size];
		this.random.nextBytes(value);
		int sent = sendLargest(topic.name(), value);
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, "bad=0@0", DEAD_LETTER,
				"spring.kafka.consumer.value-deserializer=" + ByteArrayDeserializer.class.getName())) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(4));
			ConsumerRecord<byte[], byte[]> letter = FailingTopic.read(topic.name() + "-dlt", 1).get(0);
			assertThat(Arrays.equals(letter.value(), Arrays.copyOf(value, sent))).isTrue();
			if (size < 1_048_000) {
				assertThat(letter.headers().lastHeader(KafkaHeaders.DLT_EXCEPTION_MESSAGE)).isNotNull();
				assertThat(letter.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_OFFSET)).isNotNull();
			}
			assertThat(app.bean(Script.class).processed()).hasSize(3);
		}
	}

	@Test
	void aRecordThatFitsOnlyCompressedIsDeadLettered() throws Exception {
		FailingTopic topic = FailingTopic.create("hostile-compressed", 1);
		this.broker.createTopic(topic.name() + "-dlt", 1);
		try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("compression.type", "gzip"))) {
			producer.send(new ProducerRecord<>(topic.name(), 0, null, bytes('v', 5_000_000))).get();
		}
		try (RunningApp app = topic.start(Records.class, "bad=0@0", DEAD_LETTER)) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(1));
			ConsumerRecord<byte[], byte[]> letter = FailingTopic.read(topic.name() + "-dlt", 1).get(0);
			assertThat(letter.value()).hasSize(5_000_000);
			assertThat(letter.headers().lastHeader(KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).isNotNull();
			assertThat(app.bean(BlockedRecords.class).list()).isEmpty();
		}
	}

	/**
	 * What an attacker would have deserialized.
	 * @throws Exception never
	 */
	private static byte[] serialized() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(new DeserializationException("forged", new byte[0], false, new IllegalStateException()));
		}
		return bytes.toByteArray();
	}

	private static byte[] bytes(char character, int count) {
		byte[] bytes = new byte[count];
		Arrays.fill(bytes, (byte) character);
		return bytes;
	}

	private int sendLargest(String topic, byte[] value) throws Exception {
		try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
			for (int size = value.length;; size--) {
				try {
					producer.send(new ProducerRecord<>(topic, 0, null, Arrays.copyOf(value, size))).get();
					return size;
				}
				catch (ExecutionException ex) {
					assertThat(ex).hasCauseInstanceOf(RecordTooLargeException.class);
				}
			}
		}
	}

	private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
		try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
			producer.send(record).get();
		}
	}

	private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
		Map<String, Object> config = new HashMap<>(more);
		config.put("bootstrap.servers", this.broker.servers());
		config.put("max.request.size", 10_000_000);
		return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
	}

	private void createTopic(String name, Map<String, String> config) throws Exception {
		try (Admin admin = this.broker.admin()) {
			admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(config))).all().get();
		}
	}

}
