package io.steadykafka.failure;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failures after the listener returned, of a listener with several members: Spring Kafka
 * tells all of them to the member that was made last.
 */
class AsyncMembersTests {

	@Test
	void theMemberThatOwnsThePartitionBlocksIt() {
		FailingTopic topic = FailingTopic.create("failing-async-members", 2);
		topic.send(0, 20);
		topic.send(1, 20);
		try (RunningApp app = topic.start(Application.class, "bad=0@4,1@7")) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).extracting((record) -> record.failure().state())
					.containsExactly(State.BLOCKED, State.BLOCKED));
			assertThat(records.list()).extracting(FailedRecord::position)
				.containsExactlyInAnyOrder(topic.name() + "-0@4", topic.name() + "-1@7");
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(4));
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(1)).isEqualTo(7));
			assertThat(app.bean(Script.class).processed()).contains("0@3", "1@6");
		}
		assertThat(topic.committed(0)).isEqualTo(4);
		assertThat(topic.committed(1)).isEqualTo(7);
	}

	@Test
	void recordsThatSucceedInALaterAttemptAreFollowedByTheOthers() {
		FailingTopic topic = FailingTopic.create("failing-async-members-twice", 2);
		topic.send(0, 20);
		topic.send(1, 20);
		try (RunningApp app = topic.start(Application.class, "bad=0@4,1@7", "times=2")) {
			Script script = app.bean(Script.class);
			for (int partition = 0; partition < 2; partition++) {
				int owned = partition;
				FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(owned)).isEqualTo(20));
				assertThat(script.processed(owned))
					.containsAll(IntStream.range(0, 20).mapToObj((i) -> owned + "@" + i).toList());
			}
			FailingTopic.await().untilAsserted(() -> assertThat(app.bean(BlockedRecords.class).list()).isEmpty());
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingApplications.Scripted.class)
	static class Application {

		@Bean
		static Handler handler(Script script) {
			return new Handler(script);
		}

	}

	static final class Handler {

		private final Script script;

		Handler(Script script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", concurrency = "2")
		CompletableFuture<Void> handle(ConsumerRecord<?, ?> order) {
			return CompletableFuture.runAsync(() -> this.script.handle(order));
		}

	}

}
