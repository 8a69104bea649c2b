package io.steadykafka.integration.rebalance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the rolling upgrade from plain Spring Boot to the starter, under load.
 */
class RollingUpgradeTests {

	private static final String TOPIC = "rolled";

	private static final int PARTITIONS = 4;

	private final Broker broker = Broker.shared();

	private final AtomicBoolean sending = new AtomicBoolean(true);

	private final AtomicInteger sent = new AtomicInteger();

	private final List<RunningApp> apps = new ArrayList<>();

	private final List<Worker> workers = new ArrayList<>();

	@Test
	void oneRoundMakesTheGroupCooperativeAndLosesAndDoublesNothing() throws Exception {
		this.broker.createTopic(TOPIC, PARTITIONS);
		Thread sender = new Thread(this::send, "sender");
		sender.start();
		try {
			RunningApp plainOne = start("steady.kafka.enabled=false");
			RunningApp plainTwo = start("steady.kafka.enabled=false");
			awaitMembers(2, "range");
			plainOne.close();
			start();
			awaitMembers(2, "cooperative-sticky");
			plainTwo.close();
			start();
			awaitMembers(2, "cooperative-sticky");
			this.sending.set(false);
			sender.join();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> handled().distinct().count() == this.sent.get());
			assertThat(handled()).doesNotHaveDuplicates();
		}
		finally {
			this.sending.set(false);
			this.apps.forEach(RunningApp::close);
		}
	}

	private void send() {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			while (this.sending.get()) {
				int number = this.sent.getAndIncrement();
				producer.send(new ProducerRecord<>(TOPIC, number % PARTITIONS, "key", "value")).get();
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private RunningApp start(String... more) {
		List<String> all = new ArrayList<>(
				List.of("topic=" + TOPIC, "group=" + TOPIC, "spring.kafka.consumer.auto-offset-reset=earliest"));
		all.addAll(List.of(more));
		RunningApp app = RunningApp.start(WorkApplication.class, this.broker.servers(), all.toArray(String[]::new));
		this.apps.add(app);
		this.workers.add(app.bean(Worker.class));
		return app;
	}

	private void awaitMembers(int members, String assignor) {
		try (Admin admin = this.broker.admin()) {
			Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
				ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(TOPIC)).all().get().get(TOPIC);
				assertThat(group.partitionAssignor()).isEqualTo(assignor);
				assertThat(group.members()).hasSize(members)
					.allMatch((member) -> !member.assignment().topicPartitions().isEmpty());
			});
		}
	}

	private Stream<String> handled() {
		return this.workers.stream().flatMap((worker) -> worker.handled().stream()).map(RollingUpgradeTests::position);
	}

	private static String position(ConsumerRecord<?, ?> record) {
		return record.partition() + "@" + record.offset();
	}

}
