package io.steadykafka.failure;

import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.rebalance.Rebalance.Kind;
import io.steadykafka.rebalance.internal.RebalanceLog;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failed records and rebalances, with a real broker.
 */
class FailureAndRebalanceTests {

	private static final String EAGER = "spring.kafka.consumer.properties.partition.assignment.strategy="
			+ RangeAssignor.class.getName();

	private static final String HOUR = "steady.kafka.failure.backoff.initial-interval=1h";

	private static final String LONGEST_HOUR = "steady.kafka.failure.backoff.max-interval=1h";

	@Test
	void aRecordGoesOnWaitingAfterItsPartitionWasTakenAndGivenBack() {
		FailingTopic topic = FailingTopic.create("failure-eager", 2);
		topic.send(0, 5);
		topic.send(1, 5);
		try (RunningApp app = topic.start(Records.class, "bad=0@2", EAGER, HOUR, LONGEST_HOUR)) {
			Script script = app.bean(Script.class);
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await().untilAsserted(() -> assertThat(records.list()).hasSize(1));
			FailedRecord before = records.list().get(0);
			ListenerContainer listener = app.bean(ListenerContainers.class).all().get(0);
			RebalanceLog rebalances = app.bean(RebalanceLog.class);
			long revoked = rebalances.count(listener, Kind.REVOKED);
			app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").enforceRebalance();
			FailingTopic.await().until(() -> rebalances.count(listener, Kind.REVOKED) > revoked);
			topic.send(1, 5);
			FailingTopic.await().untilAsserted(() -> assertThat(script.processed(1)).hasSize(10));
			assertThat(records.list()).containsExactly(before);
			assertThat(script.attempts("0@2")).isEqualTo(1);
			script.heal();
			records.retryNow("orders", topic.name(), 0, 2);
			FailingTopic.await()
				.untilAsserted(
						() -> assertThat(script.processed(0)).containsExactly("0@0", "0@1", "0@2", "0@3", "0@4"));
			FailingTopic.await().untilAsserted(() -> assertThat(records.list()).isEmpty());
		}
	}

	@Test
	void anotherInstanceGoesOnFromTheRecord() {
		FailingTopic topic = FailingTopic.create("failure-moves", 1);
		topic.send(0, 5);
		try (RunningApp app = topic.start(Records.class, "bad=0@2", HOUR, LONGEST_HOUR)) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await().untilAsserted(() -> assertThat(records.list()).hasSize(1));
			app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").stop();
			assertThat(records.list()).isEmpty();
		}
		try (RunningApp app = topic.start(Records.class)) {
			FailingTopic.await()
				.untilAsserted(
						() -> assertThat(app.bean(Script.class).processed()).containsExactly("0@2", "0@3", "0@4"));
		}
	}

}
