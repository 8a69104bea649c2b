package io.steadykafka.operations;

import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.failure.FailingTopic;
import io.steadykafka.failure.Script;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link BlockedRecords} with a real broker. No attempt comes by itself.
 */
@ExtendWith(OutputCaptureExtension.class)
class BlockedRecordsTests {

	private static final String[] PATIENT = { "steady.kafka.failure.backoff.initial-interval=1h",
			"steady.kafka.failure.backoff.max-interval=1h", "bad=0@2", "spring.kafka.listener.poll-timeout=30s" };

	@Test
	void retryNowTriesTheRecordAtOnce(CapturedOutput output) {
		FailingTopic topic = FailingTopic.create("operations-retry", 1);
		topic.send(0, 5);
		try (RunningApp app = topic.start(Records.class, PATIENT)) {
			BlockedRecords records = failing(app);
			records.retryNow("orders", topic.name(), 0, 2);
			FailingTopic.await().until(() -> records.list().get(0).failure().attempts() == 2);
			app.bean(Script.class).heal();
			records.retryNow("orders", topic.name(), 0, 2);
			FailingTopic.await().untilAsserted(() -> assertThat(app.bean(Script.class).processed()).hasSize(5));
			FailingTopic.await().untilAsserted(() -> assertThat(records.list()).isEmpty());
			assertThat(output).contains(
					": retry of record operations-retry-0@2 of listener 'orders' in group 'operations-retry', asked for by "
							+ "'thread ");
		}
	}

	@Test
	void skipGoesOnAfterTheRecordAndCommits(CapturedOutput output) {
		FailingTopic topic = FailingTopic.create("operations-skip", 1);
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, PATIENT)) {
			BlockedRecords records = failing(app);
			records.skip("orders", topic.name(), 0, 2);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(3));
			FailingTopic.await().untilAsserted(() -> assertThat(records.list()).isEmpty());
			assertThat(app.scrape()).containsEntry(
					"steady_kafka_records_skipped_total{group=\"operations-skip\",listener=\"orders\"}", 1.0);
			assertThat(output).contains(": skip of record operations-skip-0@2")
				.contains("Skipped record operations-skip-0@2 of listener 'orders' after 1 failed attempts");
			topic.send(0, 1);
			FailingTopic.await().untilAsserted(() -> assertThat(app.bean(Script.class).processed()).contains("0@3"));
		}
	}

	@Test
	void deadLetterPublishesTheRecordThatWouldElseBlock() {
		FailingTopic topic = FailingTopic.create("operations-letter", 1);
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, PATIENT)) {
			BlockedRecords records = failing(app);
			records.deadLetter("orders", topic.name(), 0, 2);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).singleElement()
					.satisfies((record) -> assertThat(record.failure().notDeadLettered()).contains("does not exist")));
			Broker.shared().createTopic("operations-letter-dlt", 1);
			records.deadLetter("orders", topic.name(), 0, 2);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(3));
			assertThat(FailingTopic.read("operations-letter-dlt", 1)).hasSize(1);
		}
	}

	@Test
	void whatIsNotFailingCanNotBeOperatedOn() {
		FailingTopic topic = FailingTopic.create("operations-wrong", 1);
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, PATIENT)) {
			BlockedRecords records = failing(app);
			assertThatIllegalArgumentException().isThrownBy(() -> records.skip("order", topic.name(), 0, 2))
				.withMessage(
						"There is no listener 'order' whose failed records are handled here. " + "There are [orders]");
			assertThatIllegalArgumentException().isThrownBy(() -> records.skip("orders", topic.name(), 0, 1))
				.withMessage("In this instance listener 'orders' does not fail on operations-wrong-0@1. "
						+ "It fails on [operations-wrong-0@2]");
			assertThatIllegalArgumentException().isThrownBy(() -> records.retryNow("orders", "other", 0, 2));
			assertThatIllegalArgumentException().isThrownBy(() -> records.deadLetter("orders", topic.name(), 1, 2));
			assertThat(records.list()).hasSize(1);
			assertThat(app.bean(Script.class).attempts("0@2")).isEqualTo(1);
			app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").stop();
			assertThatIllegalArgumentException().isThrownBy(() -> records.skip("orders", topic.name(), 0, 2))
				.withMessageContaining("operations-wrong-0@2 is not owned by this instance");
		}
	}

	private static BlockedRecords failing(RunningApp app) {
		BlockedRecords records = app.bean(BlockedRecords.class);
		FailingTopic.await().untilAsserted(() -> assertThat(records.list()).hasSize(1));
		return records;
	}

}
