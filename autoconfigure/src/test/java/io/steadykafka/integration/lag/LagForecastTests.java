package io.steadykafka.integration.lag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what is derived from several samples, such as velocity and runway, over HTTP.
 */
class LagForecastTests {

	private final Broker broker = Broker.shared();

	@Test
	void recordsThatAreTooOldAreAProblem() {
		this.broker.createTopic("outlook-old", 1);
		try (RunningApp app = start("outlook-old", "steady.kafka.health.lag.older-than=10m")) {
			app.bean(Gate.class).close();
			long now = System.currentTimeMillis();
			send("outlook-old", now - 3_600_000, now - 3_600_000);
			await().untilAsserted(() -> assertThat(reason(app, "outlook-old"))
				.contains("the next record is older than steady.kafka.health.lag.older-than on [outlook-old-0]"));
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("DEGRADED"));
			app.bean(Gate.class).open();
			await().untilAsserted(() -> assertThat(reason(app, "outlook-old")).isEqualTo("within the threshold"));
		}
	}

	@Test
	void aTimestampOfTheFutureHidesNothingThatIsTooOld() {
		this.broker.createTopic("outlook-future", 1);
		try (RunningApp app = start("outlook-future", "steady.kafka.health.lag.older-than=2s")) {
			await().untilAsserted(() -> assertThat(value(app, "steady_kafka_lag_records", "outlook-future")).isZero());
			app.bean(Gate.class).close();
			long now = System.currentTimeMillis();
			// The look-up says that the first one is young.
			send("outlook-future", now + 1_800_000, now, now);
			await()
				.untilAsserted(() -> assertThat(value(app, "steady_kafka_lag_records", "outlook-future")).isEqualTo(3));
			await().untilAsserted(() -> assertThat(reason(app, "outlook-future")).contains("older than"));
			app.bean(Gate.class).open();
		}
	}

	@Test
	void theRunwayIsTheTimeUntilRetentionTakesUnreadRecords() throws Exception {
		this.broker.createTopic("outlook-runway", 1);
		TopicPartition partition = new TopicPartition("outlook-runway", 0);
		try (Admin admin = this.broker.admin();
				RunningApp app = start("outlook-runway", "spring.kafka.listener.auto-startup=false")) {
			this.broker.send("outlook-runway", 1, 1_000);
			admin.alterConsumerGroupOffsets("outlook-runway", Map.of(partition, new OffsetAndMetadata(900)))
				.all()
				.get();
			app.bean(Gate.class).close();
			app.start("orders");
			await().untilAsserted(
					() -> assertThat(value(app, "steady_kafka_lag_records", "outlook-runway")).isEqualTo(100));
			assertThat(value(app, "steady_kafka_lag_runway_seconds", "outlook-runway")).isNaN();
			// The share of what is there: nothing was deleted yet.
			assertThat(value(app, "steady_kafka_lag_ratio", "outlook-runway")).isEqualTo(0.1);
			admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(50))).all().get();
			await().untilAsserted(
					() -> assertThat(value(app, "steady_kafka_offset_start", "outlook-runway")).isEqualTo(50));
			long began = System.nanoTime();
			// How long it had been coming is not known.
			assertThat(value(app, "steady_kafka_lag_runway_seconds", "outlook-runway")).isNaN();
			admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(100))).all().get();
			// 800 more, at 50 in the time between.
			await().untilAsserted(() -> assertThat(value(app, "steady_kafka_lag_runway_seconds", "outlook-runway"))
				.isBetween(0.1, 16 * (System.nanoTime() - began) / 1e9 + 160));
			assertThat(app.health("kafkaLag", "$.details.groups.outlook-runway.retentionTakesUnreadRecordsIn"))
				.endsWith(" s");
			assertThat(value(app, "steady_kafka_lag_ratio", "outlook-runway")).isEqualTo(100 / 900.0);
			app.bean(Gate.class).open();
		}
	}

	@Test
	void aPartitionThatLagsFarBeyondItsSiblingsIsHot() throws Exception {
		this.broker.createTopic("outlook-hot", 3);
		Map<TopicPartition, OffsetAndMetadata> committed = Map.of(new TopicPartition("outlook-hot", 0),
				new OffsetAndMetadata(0), new TopicPartition("outlook-hot", 1), new OffsetAndMetadata(0));
		try (Admin admin = this.broker.admin();
				RunningApp app = start("outlook-hot", "spring.kafka.listener.auto-startup=false")) {
			try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
				for (int record = 0; record < 300; record++) {
					producer.send(new ProducerRecord<>("outlook-hot", 1, "key", "value"));
				}
			}
			admin.alterConsumerGroupOffsets("outlook-hot", committed).all().get();
			app.bean(Gate.class).close();
			app.start("orders");
			await().untilAsserted(() -> assertThat(app.scrape())
				.containsEntry("steady_kafka_partitions_hot{group=\"outlook-hot\",topic=\"outlook-hot\"}", 1.0));
			assertThat(app.health("kafkaLag", "$.details.groups.outlook-hot.hot[0]")).isEqualTo("outlook-hot-1");
			assertThat(app.health("kafkaLag", "$.details.groups.outlook-hot.withoutCommit['outlook-hot-2']"))
				.isEqualTo("begins at offset 0");
			app.bean(Gate.class).open();
			await().untilAsserted(() -> assertThat(app.scrape())
				.containsEntry("steady_kafka_partitions_hot{group=\"outlook-hot\",topic=\"outlook-hot\"}", 0.0));
		}
	}

	private RunningApp start(String topic, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("topic=" + topic, "group=" + topic, "spring.kafka.consumer.auto-offset-reset=earliest"));
		all.addAll(List.of(properties));
		return RunningApp.start(OrdersApplication.class, this.broker.servers(), all.toArray(String[]::new));
	}

	private void send(String topic, long... timestamps) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			for (long timestamp : timestamps) {
				producer.send(new ProducerRecord<>(topic, 0, timestamp, "key", "value"));
			}
		}
	}

	private static String reason(RunningApp app, String group) {
		return app.health("kafkaLag", "$.details.groups." + group + ".reason");
	}

	private static double value(RunningApp app, String name, String topic) {
		return app.scrape()
			.getOrDefault("%s{group=\"%s\",partition=\"0\",topic=\"%s\"}".formatted(name, topic, topic), Double.NaN);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

}
