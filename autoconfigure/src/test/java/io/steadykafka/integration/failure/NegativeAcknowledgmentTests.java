package io.steadykafka.integration.failure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests listeners that return records with a negative acknowledgment: later records wait,
 * and count neither as failed nor as redelivered.
 */
class NegativeAcknowledgmentTests {

	private static final Duration SLEEP = Duration.ofMillis(100);

	private final Broker broker = Broker.shared();

	@Test
	void aRecordThatIsHandedBackComesAgainBeforeTheOthers() {
		try (RunningApp app = start("nack-record", RecordApplication.class)) {
			verify(app, "nack-record");
			assertThat(app.bean(RecordApplication.Handler.class).seen).startsWith(0L, 1L, 2L, 3L, 4L, 5L, 5L, 6L)
				.hasSize(21);
		}
	}

	@Test
	void theRestOfABatchThatIsHandedBackComesAgain() {
		try (RunningApp app = start("nack-batch", BatchApplication.class)) {
			verify(app, "nack-batch");
			List<Long> seen = app.bean(BatchApplication.Handler.class).seen;
			int again = seen.lastIndexOf(5L);
			assertThat(again).isGreaterThan(seen.indexOf(5L));
			assertThat(seen.subList(again, seen.size())).isEqualTo(LongStream.range(5, 20).boxed().toList());
		}
	}

	private void verify(RunningApp app, String name) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), name))
				.containsEntry(new TopicPartition(name, 0), 20L));
		String tags = "_total{group=\"" + name + "\",listener=\"orders\"}";
		Awaitility.await().untilAsserted(() -> {
			Map<String, Double> series = app.scrape();
			assertThat(series).containsEntry("steady_kafka_records_processed" + tags, 20.0)
				.containsEntry("steady_kafka_records_failed" + tags, 0.0)
				.containsEntry("steady_kafka_records_redelivered" + tags, 0.0);
		});
	}

	private RunningApp start(String name, Class<?> application) {
		this.broker.createTopic(name, 1);
		this.broker.send(name, 1, 20);
		return RunningApp.start(application, this.broker.servers(), "topic=" + name,
				"spring.kafka.listener.ack-mode=manual", "spring.kafka.consumer.auto-offset-reset=earliest");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(RecordApplication.Handler.class)
	static class RecordApplication {

		static class Handler {

			final List<Long> seen = new CopyOnWriteArrayList<>();

			@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
			void handle(ConsumerRecord<String, String> record, Acknowledgment acknowledgment) {
				boolean first = !this.seen.contains(record.offset());
				this.seen.add(record.offset());
				if (record.offset() == 5 && first) {
					acknowledgment.nack(SLEEP);
				}
				else {
					acknowledgment.acknowledge();
				}
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BatchApplication.Handler.class)
	static class BatchApplication {

		static class Handler {

			final List<Long> seen = new CopyOnWriteArrayList<>();

			@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", batch = "true")
			void handle(List<ConsumerRecord<String, String>> records, Acknowledgment acknowledgment) {
				boolean first = !this.seen.contains(5L);
				records.forEach((record) -> this.seen.add(record.offset()));
				int index = records.stream().map(ConsumerRecord::offset).toList().indexOf(5L);
				if (index >= 0 && first) {
					acknowledgment.nack(index, SLEEP);
				}
				else {
					acknowledgment.acknowledge();
				}
			}

		}

	}

}
