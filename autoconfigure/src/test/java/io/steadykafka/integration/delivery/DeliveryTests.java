package io.steadykafka.integration.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which records a listener is delivered between two commits, from outside.
 */
class DeliveryTests {

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@CsvSource({ "record,classic", "batch,classic", "record,consumer" })
	void aSlowListenerStaysInItsGroupAndRedoesNothing(String style, String protocol) {
		String name = "slow-" + style + "-" + protocol;
		send(name, 1, 150);
		// A poll fetches all 150 records: 3 s of work, and the member has 1 s.
		try (RunningApp app = start(name, style, "spring.kafka.consumer.properties.max.poll.interval.ms=1000",
				"spring.kafka.consumer.properties.group.protocol=" + protocol,
				"spring.kafka.listener.auto-startup=false")) {
			Worker worker = app.bean(Worker.class);
			worker.does((record, consumer) -> LockSupport.parkNanos(Duration.ofMillis(20).toNanos()));
			app.start("orders");
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(worker.handled()).hasSizeGreaterThanOrEqualTo(150));
			assertThat(offsets(worker)).isEqualTo(LongStream.range(0, 150).boxed().toList());
			assertThat(meter(app, "records_redelivered_total", name)).isZero();
			assertThat(app.health("kafkaRebalance", "$.details.listeners.orders.lost")).isEqualTo("0");
			awaitCommitted(name, 150);
			assertThat(meter(app, "records_processed_total", name)).isEqualTo(150);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "batch" })
	void aCrashWouldRedoNoMoreThanTheWindow(String style) throws InterruptedException {
		String name = "window-" + style;
		send(name, 1, 400);
		CountDownLatch crash = new CountDownLatch(1);
		try (RunningApp app = start(name, style, "spring.kafka.listener.auto-startup=false")) {
			Worker worker = app.bean(Worker.class);
			worker.does((record, consumer) -> {
				LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
				if (record.offset() == 333) {
					crash.await();
				}
			});
			app.start("orders");
			Awaitility.await().until(() -> worker.handled().size() == 333);
			// 100 ms of records that take 5 ms at least, and the one in hand.
			assertThat(Offsets.committed(this.broker.servers(), name).get(new TopicPartition(name, 0)))
				.isBetween(333L - 20, 333L);
			crash.countDown();
			awaitCommitted(name, 400);
		}
	}

	@Test
	void aWindowOfZeroDeliversWhatAPollFetches() {
		send("off", 1, 100);
		try (RunningApp app = start("off", "batch", "steady.kafka.delivery.redo-window=0")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().until(() -> worker.handled().size() == 100);
			assertThat(worker.batches()).containsExactly(100);
		}
	}

	@Test
	void aBatchListenersBatchesStartSmallAndGrow() {
		send("grow", 1, 100);
		try (RunningApp app = start("grow", "batch")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().until(() -> worker.handled().size() == 100);
			assertThat(worker.batches()).startsWith(1, 2, 4, 8, 16);
		}
	}

	@Test
	void aStopFinishesTheRecordInHandAndCommitsIt() {
		send("stop", 1, 300);
		try (RunningApp app = start("stop", "record", "spring.kafka.listener.auto-startup=false")) {
			Worker worker = app.bean(Worker.class);
			MessageListenerContainer container = container(app);
			worker.does((record, consumer) -> {
				LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
				if (record.offset() == 200) {
					container.stop(() -> {
					});
				}
			});
			container.start();
			Awaitility.await().until(() -> worker.handled().size() > 200 && !container.isRunning());
			awaitCommitted("stop", 201);
			assertThat(offsets(worker)).isEqualTo(LongStream.range(0, 201).boxed().toList());
			container.start();
			Awaitility.await().until(() -> worker.handled().size() == 300);
			assertThat(offsets(worker)).isEqualTo(LongStream.range(0, 300).boxed().toList());
		}
	}

	@Test
	void recordsThatWereProcessedBeforeCountAsRedelivered() {
		send("again", 1, 50);
		try (RunningApp app = start("again", "record")) {
			Worker worker = app.bean(Worker.class);
			awaitCommitted("again", 50);
			MessageListenerContainer container = container(app);
			container.stop();
			Offsets.commit(this.broker.servers(), "again", new TopicPartition("again", 0), 20);
			container.start();
			Awaitility.await().until(() -> worker.handled().size() == 80);
			Awaitility.await()
				.untilAsserted(() -> assertThat(meter(app, "records_redelivered_total", "again")).isEqualTo(30));
		}
	}

	@Test
	void aRecordThatIsPassedOverIsCounted() {
		this.broker.createTopic("passed", 1);
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			List.of("a", "silent", "b", "silent")
				.forEach((value) -> producer.send(new ProducerRecord<>("passed", value)));
		}
		try (RunningApp app = start("passed", "manual", "spring.kafka.listener.ack-mode=manual")) {
			awaitCommitted("passed", 3);
			// The last record comes after that commit.
			Awaitility.await().untilAsserted(() -> {
				assertThat(meter(app, "records_in_flight", "passed")).isEqualTo(1);
				assertThat(meter(app, "records_passed_over_total", "passed")).isEqualTo(1);
			});
		}
	}

	private RunningApp start(String name, String style, String... properties) {
		String[] all = new String[properties.length + 3];
		System.arraycopy(properties, 0, all, 3, properties.length);
		all[0] = "topic=" + name;
		all[1] = "group=" + name;
		all[2] = "style=" + style;
		return RunningApp.start(WorkApplication.class, this.broker.servers(), all);
	}

	private void send(String topic, int partitions, int records) {
		this.broker.createTopic(topic, partitions);
		this.broker.send(topic, partitions, records);
	}

	private void awaitCommitted(String name, long offset) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), name))
				.containsEntry(new TopicPartition(name, 0), offset));
	}

	private static MessageListenerContainer container(RunningApp app) {
		return app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders");
	}

	private static List<Long> offsets(Worker worker) {
		return worker.handled().stream().map(ConsumerRecord::offset).toList();
	}

	private static Double meter(RunningApp app, String meter, String group) {
		return app.scrape().get("steady_kafka_" + meter + "{group=\"" + group + "\",listener=\"orders\"}");
	}

}
