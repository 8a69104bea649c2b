package io.steadykafka.integration.lag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
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
 * Tests lag, over HTTP, in situations in which other tools are wrong.
 */
class LagAccuracyTests {

	/**
	 * It asks for positions, too.
	 */
	private static final String WITHOUT_WATCHDOG = "steady.kafka.watchdog.enabled=false";

	private final Broker broker = Broker.shared();

	@Test
	void aTransactionalTopicHasNoLagOnceAllIsRead() throws Exception {
		this.broker.createTopic("truth-transactional", 1);
		try (RunningApp app = start("truth-transactional"); Admin admin = this.broker.admin()) {
			sendInTransaction("truth-transactional", 3);
			// Three records and the end of the transaction.
			await().untilAsserted(() -> assertThat(committed(admin, "truth-transactional")).isEqualTo(4));
			await().untilAsserted(() -> assertThat(lag(app, "truth-transactional")).isZero());
			sendInTransaction("truth-transactional", 1);
			await().untilAsserted(() -> assertThat(committed(admin, "truth-transactional")).isEqualTo(6));
		}
	}

	@Test
	void aTransactionalListenerHasNoLagOnceAllIsRead() throws Exception {
		this.broker.createTopic("truth-by-transaction", 1);
		try (RunningApp app = start("truth-by-transaction", "spring.kafka.producer.transaction-id-prefix=truth-",
				WITHOUT_WATCHDOG); Admin admin = this.broker.admin()) {
			sendInTransaction("truth-by-transaction", 3);
			// It commits through its producer, so the end of the transaction is never
			// committed.
			await().untilAsserted(() -> assertThat(committed(admin, "truth-by-transaction")).isEqualTo(3));
			await().untilAsserted(() -> assertThat(app.scrape())
				.containsEntry(series("steady_kafka_offset_end", "truth-by-transaction", 0), 4.0)
				.containsEntry(series("steady_kafka_offset_committed", "truth-by-transaction", 0), 3.0)
				.containsEntry(series("steady_kafka_lag_records", "truth-by-transaction", 0), 0.0)
				.containsEntry(series("steady_kafka_lag_behind_seconds", "truth-by-transaction", 0), 0.0));
			assertThat(committed(admin, "truth-by-transaction")).isEqualTo(3);
		}
	}

	@Test
	void abortedRecordsAreNoLagForMembersThatStartBeforeThem() throws Exception {
		this.broker.createTopic("truth-aborted", 1);
		this.broker.send("truth-aborted", 1, 5);
		TopicPartition partition = new TopicPartition("truth-aborted", 0);
		try (Admin admin = this.broker.admin();
				KafkaProducer<String, String> producer = this.broker
					.producer(Map.of("transactional.id", "truth-aborted"))) {
			admin.alterConsumerGroupOffsets("truth-aborted", Map.of(partition, new OffsetAndMetadata(5))).all().get();
			producer.initTransactions();
			producer.beginTransaction();
			for (int record = 0; record < 100; record++) {
				producer.send(new ProducerRecord<>("truth-aborted", 0, "key", "value"));
			}
			producer.flush();
			producer.abortTransaction();
			try (RunningApp app = start("truth-aborted", WITHOUT_WATCHDOG)) {
				await().untilAsserted(() -> assertThat(lag(app, "truth-aborted")).isZero());
				assertThat(behind(app, "truth-aborted")).isZero();
				assertThat(committed(admin, "truth-aborted")).isEqualTo(5);
			}
		}
	}

	@Test
	void aGroupWhoseListenersDoNotRunIsSampledWhereItIsNamed() throws Exception {
		this.broker.createTopic("truth-stopped", 1);
		this.broker.send("truth-stopped", 1, 7);
		TopicPartition partition = new TopicPartition("truth-stopped", 0);
		try (Admin admin = this.broker.admin()) {
			admin.alterConsumerGroupOffsets("truth-stopped", Map.of(partition, new OffsetAndMetadata(4))).all().get();
		}
		try (RunningApp app = start("truth-stopped", "spring.kafka.listener.auto-startup=false",
				"steady.kafka.lag.groups[0].id=truth-stopped")) {
			String total = series("steady_kafka_group_lag_records", "truth-stopped", 0);
			await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(total, 3.0));
			app.start("orders");
			await().untilAsserted(() -> assertThat(lag(app, "truth-stopped")).isZero());
			await().untilAsserted(() -> assertThat(app.scrape()).doesNotContainKey(total));
		}
	}

	@Test
	void whatAnOpenTransactionHoldsIsSaid() {
		this.broker.createTopic("truth-open", 1);
		try (RunningApp app = start("truth-open");
				KafkaProducer<String, String> producer = this.broker
					.producer(Map.of("transactional.id", "truth-open"))) {
			producer.initTransactions();
			producer.beginTransaction();
			producer.send(new ProducerRecord<>("truth-open", 0, "key", "value"));
			producer.flush();
			await().untilAsserted(
					() -> assertThat(app.scrape().get(series("steady_kafka_transaction_held_records", "truth-open", 0)))
						.isEqualTo(1));
			await().untilAsserted(
					() -> assertThat(app.scrape().get(series("steady_kafka_transaction_open_seconds", "truth-open", 0)))
						.isGreaterThan(1));
			assertThat(app.health("kafkaLag", "$.details.groups.truth-open.heldByOpenTransaction"))
				.contains("truth-open-0");
			producer.abortTransaction();
			await().untilAsserted(
					() -> assertThat(app.scrape().get(series("steady_kafka_transaction_held_records", "truth-open", 0)))
						.isZero());
		}
	}

	@Test
	void recordsThatRetentionTookAreCountedOnceAndDegrade() throws Exception {
		this.broker.createTopic("truth-retention", 1);
		this.broker.send("truth-retention", 1, 90);
		TopicPartition partition = new TopicPartition("truth-retention", 0);
		try (Admin admin = this.broker.admin()) {
			admin.alterConsumerGroupOffsets("truth-retention", Map.of(partition, new OffsetAndMetadata(0))).all().get();
			admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(50))).all().get();
			// The listener goes on where the log begins: who commits once a second still
			// sees it.
			try (RunningApp app = start("truth-retention", "spring.kafka.listener.auto-startup=false")) {
				app.bean(Gate.class).close();
				app.start("orders");
				await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(
						"steady_kafka_records_lost_total{group=\"truth-retention\",topic=\"truth-retention\"}", 50.0));
				assertThat(lag(app, "truth-retention")).isEqualTo(40);
				assertThat(app.health("kafkaLag", "$.status")).isEqualTo("DEGRADED");
				assertThat(app.health("kafkaLag", "$.details.groups.truth-retention.reason"))
					.contains("50 records were lost to retention");
				app.bean(Gate.class).open();
				await().untilAsserted(() -> assertThat(lag(app, "truth-retention")).isZero());
				// Several more samples.
				await().during(Duration.ofSeconds(2))
					.untilAsserted(() -> assertThat(app.scrape()).containsEntry(
							"steady_kafka_records_lost_total{group=\"truth-retention\",topic=\"truth-retention\"}",
							50.0));
			}
		}
	}

	@Test
	void recordsThatRetentionTookAreCountedHoweverFastTheListenerIs() throws Exception {
		this.broker.createTopic("truth-fast", 1);
		this.broker.send("truth-fast", 1, 90);
		TopicPartition partition = new TopicPartition("truth-fast", 0);
		String lost = "steady_kafka_records_lost_total{group=\"truth-fast\",topic=\"truth-fast\"}";
		try (Admin admin = this.broker.admin();
				RunningApp app = start("truth-fast", "spring.kafka.listener.auto-startup=false",
						"steady.kafka.lag.interval=3s")) {
			// A sample before the group exists, and one while it is at rest.
			await().until(() -> app.bean(LagMonitor.class).cost().samples() > 0);
			admin.alterConsumerGroupOffsets("truth-fast", Map.of(partition, new OffsetAndMetadata(0))).all().get();
			admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(50))).all().get();
			await().untilAsserted(
					() -> assertThat(app.health("kafkaLag", "$.details.groups.truth-fast.state")).isEqualTo("Empty"));
			app.start("orders");
			await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(lost, 50.0));
			await().untilAsserted(() -> assertThat(lag(app, "truth-fast")).isZero());
			assertThat(app.health("kafkaLag", "$.status")).isEqualTo("DEGRADED");
		}
	}

	@Test
	void secondsBehindAreThoseOfTheNextRecord() {
		this.broker.createTopic("truth-behind", 1);
		try (RunningApp app = start("truth-behind");
				KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			await().untilAsserted(() -> assertThat(behind(app, "truth-behind")).isZero());
			Gate gate = app.bean(Gate.class);
			gate.close();
			// One is an hour old by its timestamp and one is of the future: neither has
			// waited for long.
			long now = System.currentTimeMillis();
			producer.send(new ProducerRecord<>("truth-behind", 0, now - 3_600_000, "key", "value"));
			producer.send(new ProducerRecord<>("truth-behind", 0, now + 1_800_000, "key", "value"));
			producer.flush();
			await().untilAsserted(() -> assertThat(behind(app, "truth-behind")).isBetween(1.0, 20.0));
			gate.open();
			await().untilAsserted(() -> assertThat(behind(app, "truth-behind")).isZero());
		}
	}

	@Test
	void partitionsWithoutAnOwnerAreExportedByExactlyOneMember() throws Exception {
		this.broker.createTopic("truth-unowned", 2);
		String added = series("steady_kafka_lag_records", "truth-unowned", 2);
		// Members look for new partitions after five minutes, the sampler much sooner.
		try (Admin admin = this.broker.admin();
				RunningApp first = start("truth-unowned");
				RunningApp second = start("truth-unowned")) {
			await().untilAsserted(() -> assertThat(second.membersPartitions("orders")).containsExactly(1));
			admin.createPartitions(Map.of("truth-unowned", NewPartitions.increaseTo(3))).all().get();
			this.broker.send("truth-unowned", 3, 4);
			await().during(Duration.ofSeconds(2))
				.untilAsserted(() -> assertThat(Stream.of(first, second)
					.map((app) -> app.scrape().getOrDefault(added, Double.NaN))
					.filter((lag) -> !lag.isNaN())).containsExactly(6.0));
		}
	}

	private RunningApp start(String topic, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("topic=" + topic, "group=" + topic, "spring.kafka.consumer.auto-offset-reset=earliest"));
		all.addAll(List.of(properties));
		return RunningApp.start(OrdersApplication.class, this.broker.servers(), all.toArray(String[]::new));
	}

	private void sendInTransaction(String topic, int records) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of("transactional.id", topic))) {
			producer.initTransactions();
			producer.beginTransaction();
			for (int record = 0; record < records; record++) {
				producer.send(new ProducerRecord<>(topic, 0, "key", "value"));
			}
			producer.commitTransaction();
		}
	}

	private static long committed(Admin admin, String group) throws Exception {
		Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
			.partitionsToOffsetAndMetadata()
			.get();
		return offsets.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
	}

	private static double lag(RunningApp app, String topic) {
		return app.scrape().getOrDefault(series("steady_kafka_lag_records", topic, 0), Double.NaN);
	}

	private static double behind(RunningApp app, String topic) {
		return app.scrape().getOrDefault(series("steady_kafka_lag_behind_seconds", topic, 0), Double.NaN);
	}

	private static String series(String name, String topic, int partition) {
		return "%s{group=\"%s\",partition=\"%d\",topic=\"%s\"}".formatted(name, topic, partition, topic);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

}
