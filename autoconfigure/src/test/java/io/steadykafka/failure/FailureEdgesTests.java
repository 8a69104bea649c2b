package io.steadykafka.failure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that fail in listeners that acknowledge themselves or count attempts, and
 * records that end while they are blocked, with a real broker.
 */
class FailureEdgesTests {

	@Test
	void aListenerThatAcknowledgesItselfFailsLikeAnyOther() {
		FailingTopic topic = FailingTopic.create("failing-manual", 1);
		topic.send(0, 10);
		try (RunningApp app = topic.start(Manual.class, "bad=0@4", "spring.kafka.listener.ack-mode=manual")) {
			Script script = app.bean(Script.class);
			FailingTopic.await().until(() -> script.attempts("0@4") >= 5);
			assertThat(topic.committed(0)).isEqualTo(4);
			script.heal();
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(10));
			assertThat(script.processed()).containsExactly("0@0", "0@1", "0@2", "0@3", "0@4", "0@5", "0@6", "0@7",
					"0@8", "0@9");
		}
	}

	@Test
	void theHeaderOfDeliveryAttemptsCountsOurs() {
		FailingTopic topic = FailingTopic.create("failing-attempts", 1);
		topic.send(0, 4);
		try (RunningApp app = topic.start(Attempts.class, "bad=0@2", "times=3")) {
			Attempts.AttemptHandler handler = app.bean(Attempts.AttemptHandler.class);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(4));
			assertThat(handler.attempts).containsExactly(1, 1, 1, 2, 3, 4, 1);
		}
	}

	@Test
	void aBlockedRecordThatIsDeletedFromTheLogHoldsNothingUp() throws Exception {
		FailingTopic topic = FailingTopic.create("failing-gone", 1);
		topic.send(0, 5);
		try (RunningApp app = topic.start(Records.class, "bad=0@1")) {
			Script script = app.bean(Script.class);
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await().until(() -> script.attempts("0@1") > 4);
			try (Admin admin = Broker.shared().admin()) {
				admin.deleteRecords(Map.of(new TopicPartition(topic.name(), 0), RecordsToDelete.beforeOffset(3)))
					.all()
					.get();
			}
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(5));
			assertThat(script.processed()).containsExactly("0@0", "0@3", "0@4");
			FailingTopic.await().untilAsserted(() -> assertThat(records.list()).isEmpty());
			String lost = "steady_kafka_records_lost_total{group=\"%1$s\",topic=\"%1$s\"}".formatted(topic.name());
			FailingTopic.await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(lost, 2.0));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingApplications.Scripted.class)
	static class Manual {

		@Bean
		static AckHandler handler(Script script) {
			return new AckHandler(script);
		}

		static final class AckHandler {

			private final Script script;

			AckHandler(Script script) {
				this.script = script;
			}

			@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
			void handle(ConsumerRecord<?, ?> order, Acknowledgment acknowledgment) {
				this.script.handle(order);
				acknowledgment.acknowledge();
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingApplications.Scripted.class)
	static class Attempts {

		@Bean
		static AttemptHandler handler(Script script) {
			return new AttemptHandler(script);
		}

		@Bean
		static ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> attempts() {
			return (container) -> container.getContainerProperties().setDeliveryAttemptHeader(true);
		}

		static final class AttemptHandler {

			final List<Integer> attempts = new CopyOnWriteArrayList<>();

			private final Script script;

			AttemptHandler(Script script) {
				this.script = script;
			}

			@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
			void handle(ConsumerRecord<?, ?> order, @Header(KafkaHeaders.DELIVERY_ATTEMPT) int attempt) {
				this.attempts.add(attempt);
				this.script.handle(order);
			}

		}

	}

}
