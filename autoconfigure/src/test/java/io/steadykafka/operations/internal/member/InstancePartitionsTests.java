package io.steadykafka.operations.internal.member;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstancePartitions} with a real broker.
 */
class InstancePartitionsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@ParameterizedTest
	@CsvSource({ "record,classic", "record,consumer", "batch,classic", "batch,consumer", "manual,classic",
			"manual,consumer", "async,classic", "async,consumer", "transactional,classic", "transactional,consumer" })
	void aHeldPartitionGoesBackAndForthAndTheOtherOneIsNotTouched(String style, String protocol) {
		String topic = "held-" + style + "-" + protocol;
		try (RunningApp app = start(topic, style, "spring.kafka.consumer.properties.group.protocol=" + protocol)) {
			InstancePartitions partitions = app.bean(InstancePartitions.class);
			send(topic, 0, 10);
			send(topic, 1, 10);
			await().until(() -> finish(app).size() == 20);
			TopicPartition first = new TopicPartition(topic, 0);
			await().until(() -> committed(topic).equals(Map.of(first, 10L, new TopicPartition(topic, 1), 10L)));
			move(partitions, topic, first, 4L);
			await().untilAsserted(() -> assertThat(finish(app)).hasSize(26));
			assertThat(offsets(app, 0)).endsWith(8L, 9L, 4L, 5L, 6L, 7L, 8L, 9L);
			assertThat(offsets(app, 1)).hasSize(10);
			await().until(() -> committed(topic).get(first) == 10);
			assertThat(partitions.hold("two", topic, Set.of(first), TIMEOUT)).isEmpty();
			send(topic, 0, 10);
			assertThat(partitions.move("two", topic, Map.of(first, 15L), TIMEOUT)).isEmpty();
			partitions.release("two", topic);
			await().untilAsserted(() -> assertThat(finish(app)).hasSize(31));
			assertThat(offsets(app, 0)).endsWith(9L, 15L, 16L, 17L, 18L, 19L);
			await().until(() -> committed(topic).get(first) == 20);
			send(topic, 1, 1);
			await().untilAsserted(() -> assertThat(finish(app)).hasSize(32));
		}
	}

	@ParameterizedTest
	@CsvSource({ "COUNT,spring.kafka.listener.ack-count=1000", "TIME,spring.kafka.listener.ack-time=1h" })
	void whatTheContainerHadToCommitDoesNotTakeTheResetBack(String mode, String setting) {
		String topic = "held-ack-" + mode.toLowerCase(java.util.Locale.ROOT);
		try (RunningApp app = start(topic, "record", "spring.kafka.listener.ack-mode=" + mode, setting)) {
			send(topic, 0, 10);
			await().until(() -> finish(app).size() == 10);
			TopicPartition first = new TopicPartition(topic, 0);
			Worker worker = app.bean(Worker.class);
			Gate gate = new Gate();
			gate.close();
			worker.does((record, consumer) -> gate.pass());
			move(app.bean(InstancePartitions.class), topic, first, 4L);
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(app::close);
			gate.open();
			stopped.join();
			// What it handled after the reset, and not what it had handled before.
			assertThat(committed(topic).get(first)).isEqualTo(4L + worker.handled().size() - 10);
		}
	}

	@Test
	void aPartitionThatWasMovedIsPutBack() {
		try (RunningApp app = start("held-back", "record")) {
			InstancePartitions partitions = app.bean(InstancePartitions.class);
			TopicPartition first = new TopicPartition("held-back", 0);
			send("held-back", 0, 10);
			await().until(() -> committed("held-back").getOrDefault(first, 0L) == 10);
			assertThat(partitions.hold("one", "held-back", Set.of(first), TIMEOUT)).isEmpty();
			assertThat(partitions.move("one", "held-back", Map.of(first, 4L), TIMEOUT)).isEmpty();
			assertThat(partitions.move("one", "held-back", Map.of(first, 10L), TIMEOUT)).isEmpty();
			assertThat(committed("held-back")).containsEntry(first, 10L);
			partitions.release("one", "held-back");
			send("held-back", 0, 1);
			await().until(() -> committed("held-back").get(first) == 11);
			assertThat(offsets(app, 0)).hasSize(11).endsWith(9L, 10L);
		}
	}

	@Test
	void aHandlerThatHangsIsNotHeld() {
		try (RunningApp app = start("held-hang", "record")) {
			Gate gate = new Gate();
			gate.close();
			app.bean(Worker.class).does((record, consumer) -> gate.pass());
			send("held-hang", 0, 1);
			InstancePartitions partitions = app.bean(InstancePartitions.class);
			TopicPartition first = new TopicPartition("held-hang", 0);
			await().until(() -> !partitions.hold("one", "held-hang", Set.of(first), Duration.ofMillis(200)).isEmpty()
					|| released(partitions));
			assertThat(partitions.move("one", "held-hang", Map.of(first, 0L), Duration.ofMillis(200)))
				.containsEntry(first, "no member has answered within 200 ms");
			partitions.release("one", "held-hang");
			gate.open();
			await().until(() -> committed("held-hang").getOrDefault(first, 0L) == 1);
			assertThat(offsets(app, 0)).containsExactly(0L);
		}
	}

	private static boolean released(InstancePartitions partitions) {
		partitions.release("one", "held-hang");
		return false;
	}

	@Test
	void anAsynchronousRecordInFlightIsAwaited() {
		try (RunningApp app = start("held-flight", "async")) {
			send("held-flight", 0, 1);
			Worker worker = app.bean(Worker.class);
			await().until(() -> worker.unfinished().size() == 1);
			InstancePartitions partitions = app.bean(InstancePartitions.class);
			TopicPartition first = new TopicPartition("held-flight", 0);
			assertThat(partitions.hold("one", "held-flight", Set.of(first), Duration.ofMillis(500)).get(first))
				.contains("not acknowledged, records that it has, within 500 ms");
			partitions.release("one", "held-flight");
			CompletableFuture<Map<TopicPartition, String>> held = CompletableFuture
				.supplyAsync(() -> partitions.hold("two", "held-flight", Set.of(first), TIMEOUT));
			worker.unfinished().get(0).complete(null);
			assertThat(held.join()).isEmpty();
			partitions.release("two", "held-flight");
		}
	}

	@Test
	void twoOperationsDoNotHoldTheSame() {
		try (RunningApp app = start("held-twice", "record")) {
			InstancePartitions partitions = app.bean(InstancePartitions.class);
			TopicPartition first = new TopicPartition("held-twice", 0);
			assertThat(partitions.owners("held-twice")).containsEntry(first, "listener 'orders' of this instance")
				.hasSize(2);
			assertThat(partitions.hold("one", "held-twice", Set.of(first), TIMEOUT)).isEmpty();
			assertThat(partitions.hold("two", "held-twice", Set.of(first), TIMEOUT)).containsEntry(first,
					"another operation is under way on it");
			partitions.release("two", "held-twice");
			partitions.release("one", "held-twice");
			assertThat(partitions.hold("three", "held-twice", Set.of(first), TIMEOUT)).isEmpty();
			partitions.release("three", "held-twice");
		}
	}

	private static void move(InstancePartitions partitions, String group, TopicPartition partition, long offset) {
		assertThat(partitions.hold("one", group, Set.of(partition), TIMEOUT)).isEmpty();
		assertThat(partitions.move("one", group, Map.of(partition, offset), TIMEOUT)).isEmpty();
		assertThat(committed(group).get(partition)).isEqualTo(offset);
		partitions.release("one", group);
	}

	private static RunningApp start(String name, String style, String... properties) {
		Broker.shared().createTopic(name, 2);
		boolean transactional = style.equals("transactional");
		Stream<String> more = switch (style) {
			case "transactional" -> Stream.of("spring.kafka.producer.transaction-id-prefix=" + name);
			case "manual" -> Stream.of("spring.kafka.listener.ack-mode=MANUAL");
			default -> Stream.empty();
		};
		Stream<String> all = Stream.of("topic=" + name, "group=" + name,
				"style=" + ((transactional) ? "record" : style));
		RunningApp app = RunningApp.start(WorkApplication.class, Broker.shared().servers(),
				Stream.of(all, more, Stream.of(properties)).flatMap((each) -> each).toArray(String[]::new));
		await().until(() -> app.bean(InstancePartitions.class).owners(name).size() == 2);
		return app;
	}

	private static Map<TopicPartition, Long> committed(String group) {
		return new HashMap<>(Offsets.committed(Broker.shared().servers(), group));
	}

	private static void send(String topic, int partition, int records) {
		try (KafkaProducer<String, String> producer = Broker.shared().producer(Map.of())) {
			for (int i = 0; i < records; i++) {
				producer.send(new ProducerRecord<>(topic, partition, "key", "value"));
			}
		}
	}

	private static List<ConsumerRecord<String, String>> finish(RunningApp app) {
		Worker worker = app.bean(Worker.class);
		// Asked for before the others are finished: who waits for the last one has
		// finished it.
		List<ConsumerRecord<String, String>> handled = worker.handled();
		worker.unfinished().forEach((result) -> result.complete(null));
		return handled;
	}

	private static List<Long> offsets(RunningApp app, int partition) {
		return app.bean(Worker.class)
			.handled()
			.stream()
			.filter((record) -> record.partition() == partition)
			.map(ConsumerRecord::offset)
			.toList();
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
	}

}
