package io.steadykafka.failure;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.FailingApplications.Batches;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that a batch listener fails on, with a real broker.
 */
class FailingBatchTests {

	/**
	 * Batches grow to all that there is.
	 */
	private static final String LARGE = "steady.kafka.delivery.redo-window=10s";

	private static final String INTERVAL = "steady.kafka.failure.backoff.initial-interval=500ms";

	private static final String LONGEST = "steady.kafka.failure.backoff.max-interval=1s";

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theBadRecordIsFoundAndAllOthersBeforeItAreProcessedAndCommitted(boolean naming) {
		FailingTopic topic = FailingTopic.create("batch-block-" + naming, 2);
		topic.send(0, 100);
		topic.send(1, 100);
		try (RunningApp app = topic.start(Batches.class, "bad=0@37", "naming=" + naming, LARGE, INTERVAL, LONGEST)) {
			Script script = app.bean(Script.class);
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).extracting((record) -> record.failure().state())
					.isEqualTo(List.of(State.BLOCKED)));
			assertThat(records.list()).extracting(FailedRecord::position).containsExactly(topic.name() + "-0@37");
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(37));
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(1)).isEqualTo(100));
			assertThat(script.processed(0)).containsExactlyElementsOf(positions(0, 0, 37).toList());
			assertThat(script.processed(1)).containsExactlyElementsOf(positions(1, 0, 100).toList());
			topic.send(1, 10);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(1)).isEqualTo(110));
			script.heal();
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(100));
			assertThat(script.processed(0)).containsExactlyElementsOf(positions(0, 0, 100).toList());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void severalBadRecordsAreDeadLetteredAndAllOthersProcessed(boolean naming) {
		FailingTopic topic = FailingTopic.create("batch-letters-" + naming, 2);
		Broker.shared().createTopic(topic.name() + "-dlt", 2);
		topic.send(0, 60);
		topic.send(1, 60);
		try (RunningApp app = topic.start(Batches.class, "bad=0@0,0@41,1@59", "naming=" + naming, LARGE, INTERVAL,
				LONGEST, "steady.kafka.failure.on-exhausted=dead-letter",
				"steady.kafka.failure.backoff.max-attempts=2")) {
			Script script = app.bean(Script.class);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(60));
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(1)).isEqualTo(60));
			assertThat(script.processed(0)).containsExactlyElementsOf(
					positions(0, 0, 60).filter((each) -> !each.equals("0@0") && !each.equals("0@41")).toList());
			assertThat(script.processed(1)).containsExactlyElementsOf(positions(1, 0, 59).toList());
			assertThat(FailingTopic.read(topic.name() + "-dlt", 3)).hasSize(3);
			assertThat(app.bean(BlockedRecords.class).list()).isEmpty();
		}
	}

	@Test
	void aBatchThatFailsForAMomentIsProcessedAfterAll() {
		FailingTopic topic = FailingTopic.create("batch-moment", 1);
		topic.send(0, 40);
		try (RunningApp app = topic.start(Batches.class, "bad=0@7", "times=1", LARGE, INTERVAL, LONGEST)) {
			Script script = app.bean(Script.class);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(40));
			assertThat(script.processed(0)).containsExactlyElementsOf(positions(0, 0, 40).toList());
			assertThat(script.batches()).isLessThan(15);
		}
	}

	private static Stream<String> positions(int partition, int from, int to) {
		return IntStream.range(from, to).mapToObj((offset) -> partition + "@" + offset);
	}

}
