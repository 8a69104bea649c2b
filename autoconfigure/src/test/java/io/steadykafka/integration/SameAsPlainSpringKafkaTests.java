package io.steadykafka.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a listener with every extension around it does the same with the starter as
 * without.
 */
class SameAsPlainSpringKafkaTests {

	private static final int RECORDS = 10;

	private static final String TRANSACTIONS = "spring.kafka.producer.transaction-id-prefix=";

	private final Broker broker = Broker.shared();

	/**
	 * Listeners that are given one record after the other, and commit each.
	 */
	@ParameterizedTest
	@CsvSource({ "record, record", "manual, manual-immediate", "lambda, record" })
	void oneRecordAfterTheOther(String style, String acknowledged) {
		same(style, (journal) -> journal.inOrder(), "spring.kafka.listener.ack-mode=" + acknowledged);
	}

	@Test
	void inTransactions() {
		same("record", "transactions", (journal) -> journal.inOrder(), TRANSACTIONS + "beside-");
	}

	@Test
	void underAnAdviceChain() {
		same("record", "advised", (journal) -> journal.inOrder(), "spring.kafka.listener.ack-mode=record",
				"advised=true");
	}

	/**
	 * Without retries: plain Spring Kafka 4.1.1 stalls once one succeeds.
	 */
	@Test
	void laterOnOtherThreads() {
		same("future",
				(journal) -> journal.sorted().stream().filter((event) -> !event.kind().startsWith("commit")).toList(),
				"retries=0");
	}

	@Test
	void wholePolls() {
		same("batch", (journal) -> journal.inOrder(), "steady.kafka.delivery.redo-window=0s");
	}

	@Test
	void wholePollsInTransactions() {
		same("batch", "transactions", (journal) -> journal.inOrder(), "steady.kafka.delivery.redo-window=0s",
				"hopeless=false", TRANSACTIONS + "beside-batches-");
	}

	@Test
	void deliveryBatches() {
		same("batch", "portions",
				(run) -> run.inOrder()
					.stream()
					.filter((event) -> List.of("handled", "recovered").contains(event.kind()))
					.toList());
	}

	private void same(String style, Compared compared, String... properties) {
		same(style, "plainly", compared, properties);
	}

	private void same(String style, String name, Compared compared, String... properties) {
		EventJournal without = run("beside-" + style + "-" + name + "-plain", style, "steady.kafka.enabled=false",
				properties);
		EventJournal with = run("beside-" + style + "-" + name, style, "steady.kafka.enabled=true", properties);
		assertThat(without.count("handled")).as("the run itself").isGreaterThanOrEqualTo(RECORDS - 1);
		assertThat(compared.of(with)).isEqualTo(compared.of(without));
		assertThat(with.spansStarted() - with.sorted("span", "sent").size()).as("spans without end")
			.isEqualTo(without.spansStarted() - without.sorted("span", "sent").size());
	}

	private EventJournal run(String topic, String style, String enabled, String... properties) {
		this.broker.createTopic(topic, 1);
		this.broker.createTopic(topic + "-replies", 1);
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			IntStream.range(0, RECORDS)
				.forEach((i) -> producer.send(new ProducerRecord<>(topic, "key", String.valueOf(i))));
		}
		List<String> all = new ArrayList<>(List.of("topic=" + topic, "style=" + style, enabled,
				"spring.kafka.consumer.auto-offset-reset=earliest", "spring.kafka.listener.observation-enabled=true",
				"spring.kafka.template.observation-enabled=true", "spring.threads.virtual.enabled=true"));
		all.addAll(List.of(properties));
		EventJournal journal = journalOf(topic, all);
		values(topic + "-replies").forEach((reply) -> journal.add("reply", reply));
		return journal;
	}

	private EventJournal journalOf(String topic, List<String> properties) {
		try (RunningApp app = RunningApp.start(SurroundedApplication.class, this.broker.servers(),
				properties.toArray(String[]::new))) {
			EventJournal journal = app.bean(EventJournal.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), topic))
					.as(() -> journal.inOrder().toString())
					.containsEntry(new TopicPartition(topic, 0), (long) RECORDS));
			// The failure of a future is told after its record is acknowledged.
			Awaitility.await().until(() -> !properties.contains("retries=0") || journal.count("recovered") == 2);
			return journal;
		}
	}

	private List<String> values(String topic) {
		Properties config = new Properties();
		config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.servers());
		config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		TopicPartition partition = new TopicPartition(topic, 0);
		List<String> values = new ArrayList<>();
		try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(config, new StringDeserializer(),
				new StringDeserializer())) {
			reader.assign(List.of(partition));
			reader.seekToBeginning(List.of(partition));
			long end = reader.endOffsets(List.of(partition)).get(partition);
			while (reader.position(partition) < end) {
				reader.poll(Duration.ofMillis(100)).forEach((record) -> values.add(record.value()));
			}
		}
		return values.stream().sorted().toList();
	}

	private interface Compared {

		List<EventJournal.Event> of(EventJournal journal);

	}

}
