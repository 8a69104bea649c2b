package io.steadykafka.failure;

import java.util.stream.IntStream;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.FailingApplications.Batches;
import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that a listener with Kafka transactions fails on, with a real broker.
 */
class TransactionalFailureTests {

	private static final String TRANSACTIONAL = "spring.kafka.producer.transaction-id-prefix=";

	private static final String INTERVAL = "steady.kafka.failure.backoff.initial-interval=500ms";

	private static final String LONGEST = "steady.kafka.failure.backoff.max-interval=1s";

	@ParameterizedTest
	@CsvSource({ "false,false", "true,false", "true,true" })
	void aRecordThatUsedUpItsAttemptsIsNotSkipped(boolean batch, boolean naming) {
		FailingTopic topic = FailingTopic.create("tx-block-" + batch + "-" + naming, 2);
		topic.send(0, 30);
		topic.send(1, 30);
		try (RunningApp app = topic.start((batch) ? Batches.class : Records.class, "bad=0@9", "naming=" + naming,
				TRANSACTIONAL + topic.name() + "-", INTERVAL, LONGEST)) {
			Script script = app.bean(Script.class);
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).singleElement()
					.extracting((record) -> record.failure().state())
					.isEqualTo(State.BLOCKED));
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(1)).isGreaterThanOrEqualTo(30));
			assertThat(records.list().get(0).offset()).isEqualTo(9);
			assertThat(topic.committed(0)).isEqualTo(9);
			script.heal();
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isGreaterThanOrEqualTo(30));
			assertThat(script.processed(0)).containsAll(IntStream.range(0, 30).mapToObj((i) -> "0@" + i).toList());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aDeadLetterIsCommitted(boolean batch) {
		FailingTopic topic = FailingTopic.create("tx-letters-" + batch, 1);
		Broker.shared().createTopic(topic.name() + "-dlt", 1);
		topic.send(0, 10);
		try (RunningApp app = topic.start((batch) ? Batches.class : Records.class, "bad=0@9",
				TRANSACTIONAL + topic.name() + "-", INTERVAL, LONGEST,
				"steady.kafka.failure.on-exhausted=dead-letter")) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(10));
			assertThat(FailingTopic.read(topic.name() + "-dlt", 1)).hasSize(1);
			assertThat(app.bean(Script.class).processed()).hasSize(9);
		}
	}

}
