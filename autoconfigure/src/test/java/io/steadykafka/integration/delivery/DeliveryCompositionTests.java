package io.steadykafka.integration.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests delivery together with what applications configure themselves.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryCompositionTests {

	private final Broker broker = Broker.shared();

	@Test
	void consumersThatCommitByThemselvesAreLeftAlone(CapturedOutput output) {
		send("self", 200);
		try (RunningApp app = start("self", "spring.kafka.consumer.enable-auto-commit=true", "style=batch")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().until(() -> worker.handled().size() == 200);
			assertThat(worker.batches()).containsExactly(200);
			assertThat(app.bean(RecordDelivery.class).work(app.bean(ListenerContainers.class).all().get(0))).isEmpty();
			assertThat(output).containsPattern("redo window +\\= off +yours \\(.*enable.auto.commit");
			assertThat(app.scrape().keySet()).noneMatch((series) -> series.contains("records_processed"));
		}
	}

	@Test
	void aListenerThatOptedOutOfAFactorySharedWithOthersIsLeftAlone() {
		send("out", 100);
		try (RunningApp app = start("out", "steady.kafka.listeners.orders.enabled=false", "style=batch",
				"spring.kafka.consumer.auto-offset-reset=earliest")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().until(() -> worker.handled().size() == 100);
			assertThat(worker.batches()).containsExactly(100);
		}
	}

	@Test
	void anIdleTimeBetweenPollsKeepsThePollsWhole(CapturedOutput output) {
		send("idle", 100);
		try (RunningApp app = start("idle", "style=batch", "spring.kafka.listener.idle-between-polls=200ms")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().until(() -> worker.handled().size() == 100);
			assertThat(worker.batches()).containsExactly(100);
			assertThat(output).containsPattern("redo window +\\= off +yours \\(idleBetweenPolls");
		}
	}

	@Test
	void aConsumerThatTheListenerMakesForItselfIsPassedThrough() {
		send("own", 60);
		send("other", 50);
		try (RunningApp app = start("own", "spring.kafka.consumer.auto-offset-reset=earliest",
				"spring.kafka.listener.auto-startup=false")) {
			Worker worker = app.bean(Worker.class);
			List<Integer> polled = new CopyOnWriteArrayList<>();
			ConsumerFactory<?, ?> factory = app.bean(ConsumerFactory.class);
			worker.does((record, consumer) -> {
				if (record.offset() == 30) {
					polled.add(readAll(factory));
				}
			});
			app.start("orders");
			Awaitility.await().until(() -> worker.handled().size() == 60);
			assertThat(polled).containsExactly(50);
			assertThat(offsets(worker)).isEqualTo(LongStream.range(0, 60).boxed().toList());
		}
	}

	private static int readAll(ConsumerFactory<?, ?> factory) {
		TopicPartition partition = new TopicPartition("other", 0);
		try (Consumer<?, ?> consumer = factory.createConsumer("own-helper", "helper")) {
			consumer.assign(List.of(partition));
			int records = 0;
			while (consumer.position(partition) < 50) {
				records += consumer.poll(Duration.ofMillis(100)).count();
			}
			return records;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "batch" })
	void transactionalListenersCommitDeliveryBatchesToo(String style) {
		String name = "tx-" + style;
		send(name, 150);
		try (RunningApp app = start(name, "style=" + style, "spring.kafka.producer.transaction-id-prefix=" + name,
				"spring.kafka.consumer.properties.max.poll.interval.ms=4000",
				"spring.kafka.listener.auto-startup=false")) {
			// The first transaction takes a while, and all 150 records would take too
			// long.
			Worker worker = app.bean(Worker.class);
			worker.does((record, consumer) -> LockSupport.parkNanos(Duration.ofMillis(30).toNanos()));
			app.start("orders");
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), name))
					.containsEntry(new TopicPartition(name, 0), 150L));
			assertThat(offsets(worker)).isEqualTo(LongStream.range(0, 150).boxed().toList());
		}
	}

	@Test
	void aContainerThatIsPausedHandsNothingOutAndGoesOnWhereItWas() {
		send("pause", 200);
		try (RunningApp app = start("pause", "spring.kafka.listener.auto-startup=false")) {
			Worker worker = app.bean(Worker.class);
			MessageListenerContainer container = app.bean(KafkaListenerEndpointRegistry.class)
				.getListenerContainer("orders");
			worker.does((record, consumer) -> {
				LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
				if (record.offset() == 100) {
					container.pause();
				}
			});
			container.start();
			Awaitility.await().until(container::isContainerPaused);
			int paused = worker.handled().size();
			Awaitility.await()
				.during(Duration.ofMillis(500))
				.atMost(Duration.ofSeconds(2))
				.until(() -> worker.handled().size() == paused);
			assertThat(paused).isLessThan(150);
			container.resume();
			Awaitility.await().until(() -> worker.handled().size() == 200);
			assertThat(offsets(worker)).isEqualTo(LongStream.range(0, 200).boxed().toList());
		}
	}

	@Test
	void aBatchListenerMayTakeThePollsResult() {
		send("result", 40);
		try (RunningApp app = RunningApp.start(PollResultApplication.class, this.broker.servers(), "topic=result",
				"group=result")) {
			PollResultApplication.Handler handler = app.bean(PollResultApplication.Handler.class);
			Awaitility.await().until(() -> handler.offsets.size() == 40);
			assertThat(handler.offsets).isEqualTo(LongStream.range(0, 40).boxed().toList());
			Awaitility.await()
				.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), "result"))
					.containsEntry(new TopicPartition("result", 0), 40L));
		}
	}

	@Test
	void workInFlightIsAwaitedWhenPartitionsAreRevoked() {
		this.broker.createTopic("handed-on", 2);
		this.broker.send("handed-on", 2, 1);
		try (RunningApp first = start("handed-on", "style=async", "spring.kafka.listener.concurrency=1")) {
			Worker worker = first.bean(Worker.class);
			Awaitility.await().until(() -> !worker.unfinished().isEmpty());
			try (RunningApp second = start("handed-on", "style=async")) {
				Worker other = second.bean(Worker.class);
				// The second instance owns nothing as long as the first one's work is
				// open.
				Awaitility.await()
					.during(Duration.ofSeconds(1))
					.atMost(Duration.ofSeconds(5))
					.until(() -> other.handled().isEmpty());
				Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
					finishAll(worker);
					finishAll(other);
					assertThat(Offsets.committed(this.broker.servers(), "handed-on").values())
						.containsExactlyInAnyOrder(1L, 2L);
				});
				assertThat(worker.handled().size() + other.handled().size()).isEqualTo(3);
			}
		}
	}

	private static void finishAll(Worker worker) {
		worker.unfinished().forEach((future) -> future.complete(null));
	}

	private RunningApp start(String name, String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 2, properties.length);
		all[0] = "topic=" + name;
		all[1] = "group=" + name;
		return RunningApp.start(WorkApplication.class, this.broker.servers(), all);
	}

	private void send(String topic, int records) {
		this.broker.createTopic(topic, 1);
		this.broker.send(topic, 1, records);
	}

	private static List<Long> offsets(Worker worker) {
		return worker.handled().stream().map(ConsumerRecord::offset).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PollResultApplication {

		@Bean
		Handler handler() {
			return new Handler();
		}

		static class Handler {

			final List<Long> offsets = new CopyOnWriteArrayList<>();

			@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}", batch = "true")
			void handle(ConsumerRecords<String, String> records) {
				records.forEach((record) -> this.offsets.add(record.offset()));
			}

		}

	}

}
