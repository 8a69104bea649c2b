package io.steadykafka.failure.internal.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.failure.FailingTopic;
import io.steadykafka.failure.Script;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.support.KafkaHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters of a record listener, with a real broker.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterTests {

	private static final String DEAD_LETTER = "steady.kafka.failure.on-exhausted=dead-letter";

	private final Broker broker = Broker.shared();

	@Test
	void aDeadLetterIsTheRecordItselfWithKafkasCustomaryHeaders() {
		FailingTopic topic = FailingTopic.create("letters", 2);
		this.broker.createTopic("letters-dlt", 2);
		topic.send(1, 3);
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			producer.send(new ProducerRecord<>("letters", 1, 1234L, "k3y", "välue",
					List.of(new RecordHeader("own", new byte[] { 0, 1 }))));
		}
		topic.send(1, 3);
		try (RunningApp app = topic.start(Records.class, "bad=1@3", DEAD_LETTER)) {
			ConsumerRecord<byte[], byte[]> letter = FailingTopic.read("letters-dlt", 1).get(0);
			assertThat(letter.partition()).isEqualTo(1);
			assertThat(letter.key()).isEqualTo("k3y".getBytes(StandardCharsets.UTF_8));
			assertThat(letter.value()).isEqualTo("välue".getBytes(StandardCharsets.UTF_8));
			assertThat(letter.headers().lastHeader("own").value()).containsExactly(0, 1);
			assertThat(text(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC)).isEqualTo("letters");
			assertThat(text(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP)).isEqualTo("letters");
			assertThat(text(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN))
				.isEqualTo("java.lang.IllegalStateException");
			assertThat(text(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).contains("expected by the test on 1@3");
			assertThat(bytes(letter, KafkaHeaders.DLT_ORIGINAL_PARTITION).getInt()).isEqualTo(1);
			assertThat(bytes(letter, KafkaHeaders.DLT_ORIGINAL_OFFSET).getLong()).isEqualTo(3);
			assertThat(bytes(letter, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP).getLong()).isEqualTo(1234);
			Script script = app.bean(Script.class);
			FailingTopic.await().untilAsserted(() -> assertThat(script.processed()).hasSize(6));
			assertThat(script.processed()).doesNotContain("1@3");
			assertThat(script.attempts("1@3")).isEqualTo(3);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(1)).isEqualTo(7));
			assertThat(app.scrape())
				.containsEntry("steady_kafka_records_dead_lettered_total{group=\"letters\",listener=\"orders\"}", 1.0);
			assertThat(app.bean(BlockedRecords.class).list()).isEmpty();
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP");
		}
		assertThat(FailingTopic.read("letters-dlt", 1)).hasSize(1);
	}

	@Test
	void theLastRecordOfAPartitionIsCommittedToo() {
		FailingTopic topic = FailingTopic.create("last-letter", 1);
		this.broker.createTopic("last-letter-dlt", 1);
		topic.send(0, 2);
		try (RunningApp app = topic.start(Records.class, "bad=0@1", DEAD_LETTER)) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(2));
			assertThat(app.bean(Script.class).processed()).containsExactly("0@0");
		}
	}

	@Test
	void theKeyDecidesWhereTheDeadLetterTopicHasFewerPartitions() {
		FailingTopic topic = FailingTopic.create("fewer", 3);
		this.broker.createTopic("fewer.dead", 2);
		topic.send(2, 1);
		try (RunningApp app = topic.start(Records.class, "bad=2@0", DEAD_LETTER,
				"steady.kafka.failure.dead-letter-suffix=.dead")) {
			assertThat(FailingTopic.read("fewer.dead", 1)).hasSize(1);
			assertThat(app.bean(Script.class).attempts("2@0")).isEqualTo(3);
		}
	}

	@Test
	void withoutADeadLetterTopicTheRecordStaysAndNoTopicIsMade(CapturedOutput output)
			throws InterruptedException, ExecutionException {
		FailingTopic topic = FailingTopic.create("no-letters", 1);
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, "bad=0@1", DEAD_LETTER); Admin admin = this.broker.admin()) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(
						() -> assertThat(records.list()).extracting((record) -> record.failure().notDeadLettered())
							.asString()
							.contains("'no-letters-dlt' does not exist"));
			assertThat(records.list()).extracting((record) -> record.failure().state()).containsExactly(State.BLOCKED);
			assertThat(app.health("kafkaConsumers", "$.details.listeners.orders.failing[0].notDeadLettered"))
				.contains("no-letters-dlt");
			assertThat(output).contains("A record that listener 'orders' fails on could not be dead-lettered now");
			assertThat(admin.listTopics().names().get()).doesNotContain("no-letters-dlt");
			assertThat(app.bean(Script.class).processed()).containsExactly("0@0");
			assertThat(topic.committed(0)).isEqualTo(1);
			this.broker.createTopic("no-letters-dlt", 1);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(3));
		}
	}

	@Test
	void aLetterThatTheBrokerRefusesStays() throws InterruptedException, ExecutionException {
		FailingTopic topic = FailingTopic.create("refused", 1);
		this.broker.createTopic("refused-dlt", 1);
		topic.send(0, 1);
		try (Admin admin = this.broker.admin()) {
			admin
				.incrementalAlterConfigs(
						Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "refused-dlt"),
								List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", "60"),
										AlterConfigOp.OpType.SET))))
				.all()
				.get();
		}
		try (RunningApp app = topic.start(Records.class, "bad=0@0", DEAD_LETTER)) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(
						() -> assertThat(records.list()).extracting((record) -> record.failure().notDeadLettered())
							.asString()
							.contains("RecordTooLargeException"));
			assertThat(topic.committed(0)).isLessThan(1);
		}
	}

	private static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
		return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
	}

	private static ByteBuffer bytes(ConsumerRecord<byte[], byte[]> letter, String header) {
		return ByteBuffer.wrap(letter.headers().lastHeader(header).value());
	}

}
