package io.steadykafka.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what the safe defaults achieve: what happens with the starter, and what without
 * it.
 */
class SafeDefaultsInActionTests {

	private static final Set<String> handled = ConcurrentHashMap.newKeySet();

	private static final List<TopicPartition> revoked = new CopyOnWriteArrayList<>();

	private final Broker broker = Broker.shared();

	private final List<RunningApp> apps = new ArrayList<>();

	@AfterEach
	void stopAndForget() {
		this.apps.forEach(RunningApp::close);
		handled.clear();
		revoked.clear();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void recordsAreReadThatAreLeftAfterRetentionPassedTheCommit(boolean steady) throws Exception {
		String topic = "retention-" + steady;
		TopicPartition partition = new TopicPartition(topic, 0);
		this.broker.createTopic(topic, 1);
		send(topic, "lost", "lost too", "left", "left too");
		try (Admin admin = this.broker.admin()) {
			admin.alterConsumerGroupOffsets(topic, Map.of(partition, new OffsetAndMetadata(0))).all().get();
			admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();
		}
		start(topic, steady);
		awaitAssignment();
		send(topic, "new");
		await().untilAsserted(() -> assertThat(handled).contains("new"));
		if (steady) {
			assertThat(handled).contains("left", "left too");
		}
		else {
			assertThat(handled).doesNotContain("left", "left too");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void recordsOfAbortedTransactionsAreNotHandled(boolean steady) {
		String topic = "aborted-" + steady;
		this.broker.createTopic(topic, 1);
		start(topic, steady);
		awaitAssignment();
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of("transactional.id", topic))) {
			producer.initTransactions();
			producer.beginTransaction();
			producer.send(new ProducerRecord<>(topic, "key", "aborted"));
			producer.flush();
			producer.abortTransaction();
			send(topic, "good");
			await().untilAsserted(() -> assertThat(handled).contains("good"));
			assertThat(handled.contains("aborted")).isEqualTo(!steady);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aRebalanceStopsOnlyPartitionsThatMove(boolean steady) {
		String topic = "moved-" + steady;
		this.broker.createTopic(topic, 4);
		start(topic, steady);
		awaitAssignment();
		handled.clear();
		start(topic, steady);
		awaitAssignment();
		await().untilAsserted(() -> assertThat(revoked).isNotEmpty());
		assertThat(revoked).hasSize((steady) ? 2 : 4);
	}

	private void start(String topic, boolean steady) {
		this.apps.add(RunningApp.start(Application.class, this.broker.servers(), "topic=" + topic,
				"steady.kafka.enabled=" + steady));
	}

	private void send(String topic, String... values) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			for (String value : values) {
				producer.send(new ProducerRecord<>(topic, 0, "key", value));
			}
		}
	}

	private static void awaitAssignment() {
		await().untilAsserted(() -> assertThat(handled).contains("assigned"));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		static ConsumerAwareRebalanceListener rebalanceListener() {
			return new ConsumerAwareRebalanceListener() {

				@Override
				public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
					// The positions are known from now on.
					partitions.forEach(consumer::position);
					if (!partitions.isEmpty()) {
						handled.add("assigned");
					}
				}

				@Override
				public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer,
						Collection<TopicPartition> partitions) {
					revoked.addAll(partitions);
				}

			};
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		void handle(String order) {
			handled.add(order);
		}

	}

}
