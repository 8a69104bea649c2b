package io.steadykafka.integration.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests in which order partitions are delivered, with a real broker: beside a large
 * backlog of another partition, and with records that are acknowledged later.
 */
@ExtendWith(OutputCaptureExtension.class)
class PartitionFairnessTests {

	private static final int BACKLOG = 1_000;

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@ValueSource(strings = { "record", "batch" })
	void aRecordDoesNotWaitForTheBacklogOfAnotherPartition(String style) {
		String name = "turns-" + style;
		this.broker.createTopic(name, 2);
		this.broker.send(name, 1, BACKLOG);
		AtomicInteger before = new AtomicInteger(-1);
		try (RunningApp app = RunningApp.start(WorkApplication.class, this.broker.servers(), "topic=" + name,
				"group=" + name, "style=" + style, "spring.kafka.listener.auto-startup=false");
				KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			Worker worker = app.bean(Worker.class);
			worker.does((record, consumer) -> {
				LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
				if (record.partition() == 1) {
					before.set(worker.handled().size());
				}
			});
			app.start("orders");
			Awaitility.await().until(() -> worker.handled().size() >= 50);
			producer.send(new ProducerRecord<>(name, 1, "key", "value"));
			producer.flush();
			int sent = worker.handled().size();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> before.get() >= 0);
			// With 10 records a batch: the one in hand, the next one, and some time to
			// fetch.
			assertThat(before.get() - sent).isLessThan(150);
		}
	}

	@Test
	void allThatAPollFetchesIsInFlightWithAnAsynchronousListener(CapturedOutput output) {
		this.broker.createTopic("futures", 1);
		this.broker.send("futures", 1, 40);
		try (RunningApp app = RunningApp.start(WorkApplication.class, this.broker.servers(), "topic=futures",
				"group=futures", "style=async")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().untilAsserted(() -> assertThat(worker.unfinished()).hasSize(40));
			worker.unfinished().forEach((future) -> future.complete(null));
			Awaitility.await().until(() -> worker.handled().size() == 40);
			assertThat(output).containsPattern("redo window +\\= off +yours \\(it acknowledges later");
		}
	}

}
