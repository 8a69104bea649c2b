package io.steadykafka.failure;

import java.util.List;
import java.util.stream.IntStream;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.RunningApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that a record listener fails on, with a real broker.
 */
class FailingRecordTests {

	private static final String HOUR = "steady.kafka.failure.backoff.initial-interval=1h";

	private static final String LONGEST_HOUR = "steady.kafka.failure.backoff.max-interval=1h";

	@Test
	void onlyThePartitionOfTheRecordWaits() {
		FailingTopic topic = FailingTopic.create("failing-alone", 3);
		IntStream.range(0, 3).forEach((partition) -> topic.send(partition, 10));
		try (RunningApp app = topic.start(Records.class, "bad=1@4", HOUR, LONGEST_HOUR)) {
			Script script = app.bean(Script.class);
			FailingTopic.await().until(() -> script.attempts("1@4") > 0);
			IntStream.range(0, 3).forEach((partition) -> topic.send(partition, 500));
			FailingTopic.await().untilAsserted(() -> assertThat(script.processed(0)).hasSize(510));
			FailingTopic.await().untilAsserted(() -> assertThat(script.processed(2)).hasSize(510));
			assertThat(script.processed(1)).containsExactly("1@0", "1@1", "1@2", "1@3");
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(510));
			assertThat(topic.committed(1)).isEqualTo(4);
			assertThat(script.attempts("1@4")).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void aRecordThatSucceedsInALaterAttemptIsFollowedByTheOthersInOrder(String protocol) {
		FailingTopic topic = FailingTopic.create("failing-twice-" + protocol, 1);
		topic.send(0, 10);
		try (RunningApp app = topic.start(Records.class, "bad=0@4", "times=2",
				"spring.kafka.consumer.properties.group.protocol=" + protocol)) {
			Script script = app.bean(Script.class);
			FailingTopic.await().untilAsserted(() -> assertThat(script.processed(0)).hasSize(10));
			assertThat(script.processed(0))
				.containsExactlyElementsOf(IntStream.range(0, 10).mapToObj((i) -> "0@" + i).toList());
			assertThat(script.attempts("0@4")).isEqualTo(3);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(10));
			FailingTopic.await().untilAsserted(() -> assertThat(app.bean(BlockedRecords.class).list()).isEmpty());
			assertThat(app.scrape()).containsEntry(
					"steady_kafka_records_retried_total{group=\"" + topic.name() + "\",listener=\"orders\"}", 1.0);
		}
	}

	@Test
	void aRecordThatUsedUpItsAttemptsBlocksItsPartitionUntilItSucceeds() {
		FailingTopic topic = FailingTopic.create("failing-block", 1);
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, "bad=0@1")) {
			Script script = app.bean(Script.class);
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await().until(() -> script.attempts("0@1") > 5);
			assertThat(records.list()).singleElement().satisfies((record) -> {
				assertThat(record.failure().state()).isEqualTo(State.BLOCKED);
				assertThat(record.position()).isEqualTo("failing-block-0@1");
				assertThat(record.group()).isEqualTo("failing-block");
				assertThat(record.key()).isEqualTo("key-0");
				assertThat(record.failure().attempts()).isGreaterThan(4);
				assertThat(record.failure().exception())
					.isEqualTo("IllegalStateException: expected by the test on 0@1");
			});
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("DEGRADED");
			assertThat(app.health("kafkaConsumers", "$.details.listeners.orders.reason"))
				.isEqualTo("blocked by [failing-block-0@1]");
			assertThat(app.health("kafkaConsumers", "$.details.listeners.orders.failing[0].record"))
				.isEqualTo("failing-block-0@1");
			String tags = "{group=\"failing-block\",listener=\"orders\"}";
			assertThat(app.scrape()).containsEntry("steady_kafka_blocked_partitions" + tags, 1.0);
			assertThat(app.scrape().get("steady_kafka_blocked_age_seconds" + tags)).isPositive();
			assertThat(script.processed()).containsExactly("0@0");
			script.heal();
			FailingTopic.await().untilAsserted(() -> assertThat(script.processed()).hasSize(3));
			FailingTopic.await()
				.untilAsserted(() -> assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP"));
			assertThat(app.scrape()).containsEntry("steady_kafka_blocked_age_seconds" + tags, 0.0);
		}
	}

	@Test
	void aListenerThatIsToStopDoesAndItsRecordIsNotCommitted() {
		FailingTopic topic = FailingTopic.create("failing-stop", 1);
		topic.send(0, 3);
		try (RunningApp app = topic.start(Records.class, "bad=0@1", "steady.kafka.failure.on-exhausted=stop")) {
			Script script = app.bean(Script.class);
			KafkaListenerEndpointRegistry registry = app.bean(KafkaListenerEndpointRegistry.class);
			FailingTopic.await().until(() -> !registry.getListenerContainer("orders").isRunning());
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(1));
			assertThat(script.attempts("0@1")).isEqualTo(3);
			assertThat(app.bean(BlockedRecords.class).list()).extracting((record) -> record.failure().state())
				.containsExactly(State.STOPPED);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("DOWN"));
			FailingTopic.await().until(() -> !registry.getListenerContainer("orders").isChildRunning());
			script.heal();
			registry.getListenerContainer("orders").start();
			FailingTopic.await().untilAsserted(() -> assertThat(script.processed()).hasSize(3));
		}
	}

	@Test
	void anExceptionThatNoAttemptCanCureExhaustsARecordAtOnce() {
		FailingTopic topic = FailingTopic.create("failing-fatal", 1);
		topic.send(0, 1);
		try (RunningApp app = topic.start(Records.class, "bad=0@0",
				"steady.kafka.failure.not-retryable=java.lang.IllegalStateException", HOUR, LONGEST_HOUR)) {
			FailingTopic.await()
				.untilAsserted(() -> assertThat(app.bean(BlockedRecords.class).list())
					.extracting((record) -> record.failure().state())
					.isEqualTo(List.of(State.BLOCKED)));
		}
	}

}
