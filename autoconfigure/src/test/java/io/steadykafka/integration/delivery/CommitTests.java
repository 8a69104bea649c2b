package io.steadykafka.integration.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests commits that fail or are late, and the last commit.
 */
@ExtendWith(OutputCaptureExtension.class)
class CommitTests {

	private final Broker broker = Broker.shared();

	@Test
	void aFailedCommitIsNotAFailedRecordAndTheRecordThatTookTooLongIsNamed(CapturedOutput output) {
		send("expelled", 5);
		try (RunningApp app = RunningApp.start(CountingApplication.class, this.broker.servers(), "topic=expelled",
				"group=expelled", "spring.kafka.listener.ack-mode=record",
				"spring.kafka.consumer.properties.max.poll.interval.ms=500",
				"spring.kafka.listener.auto-startup=false")) {
			Worker worker = app.bean(Worker.class);
			AtomicInteger calls = new AtomicInteger();
			worker.does((record, consumer) -> {
				if (record.offset() == 2 && calls.getAndIncrement() == 0) {
					LockSupport.parkNanos(Duration.ofMillis(1500).toNanos());
				}
			});
			app.start("orders");
			awaitCommitted(this.broker.servers(), "expelled", 5);
			assertThat(CountingApplication.failures).hasValue(0);
			assertThat(meter(app, "commits_total", "expelled", ",result=\"CommitFailedException\"")).isPositive();
			assertThat(meter(app, "records_failed_total", "expelled", "")).isZero();
			assertThat(meter(app, "records_redelivered_total", "expelled", "")).isPositive();
			assertThat(meter(app, "poll_budget_exceeded_total", "expelled", "")).isEqualTo(1);
			assertThat(app.scrape()).containsEntry(
					"steady_kafka_overlong_record{group=\"expelled\",listener=\"orders\",partition=\"0\",topic=\"expelled\"}",
					2.0);
			assertThat(app.health("kafkaConsumers", "$.details.listeners.orders.lastOverlongRecord"))
				.containsPattern("^expelled-0@2 took (1[5-9]|[2-9]\\d)\\d\\d ms");
			assertThat(output).contains("for record expelled-0@2, longer than max.poll.interval.ms=500");
		}
	}

	@Test
	void aCommitThatTheBrokerDoesNotAnswerIsMadeWhenItIsBack() throws InterruptedException {
		try (BrokerProcess process = new BrokerProcess()) {
			process.start();
			create(process, "away");
			CountDownLatch killed = new CountDownLatch(1);
			CountDownLatch inHand = new CountDownLatch(1);
			try (RunningApp app = RunningApp.start(WorkApplication.class, process.servers(), "topic=away", "group=away",
					"spring.kafka.consumer.properties.default.api.timeout.ms=1500",
					"spring.kafka.consumer.properties.request.timeout.ms=1000")) {
				app.bean(Worker.class).does((record, consumer) -> {
					inHand.countDown();
					killed.await();
				});
				sendOne(process, "away");
				inHand.await();
				process.kill();
				killed.countDown();
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.untilAsserted(() -> assertThat(failedCommits(app)).isPositive());
				process.start();
				// No other record comes that would take the offset with it.
				awaitCommitted(process.servers(), "away", 1);
				assertThat(app.bean(Worker.class).handled()).hasSize(1);
			}
		}
	}

	@Test
	void workInFlightIsAwaitedWhenTheListenerStops(CapturedOutput output) {
		send("flight", 3);
		try (RunningApp app = start("flight", "style=async")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().until(() -> !worker.unfinished().isEmpty());
			finish(worker, 0);
			Awaitility.await().until(() -> worker.unfinished().size() > 1);
			MessageListenerContainer container = container(app);
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			container.stop(() -> stopped.complete(null));
			assertThat(stopped).isNotDone();
			// The last record may come only now.
			Awaitility.await().until(() -> {
				worker.unfinished().forEach((future) -> future.complete(null));
				return stopped.isDone();
			});
			awaitCommitted(this.broker.servers(), "flight", worker.unfinished().size());
			assertThat(output).contains("stopped: processed").contains("dropped nothing");
		}
	}

	@Test
	void asyncCommitsEndInASyncCommit() {
		send("async-mode", 200);
		try (RunningApp app = start("async-mode", "steady.kafka.delivery.commit-mode=async",
				"spring.kafka.listener.auto-startup=false")) {
			Worker worker = app.bean(Worker.class);
			MessageListenerContainer container = container(app);
			assertThat(container.getContainerProperties().isSyncCommits()).isFalse();
			worker.does((record, consumer) -> {
				LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
				if (record.offset() == 150) {
					container.stop(() -> {
					});
				}
			});
			container.start();
			Awaitility.await().until(() -> worker.handled().size() == 151 && !container.isRunning());
			awaitCommitted(this.broker.servers(), "async-mode", 151);
		}
	}

	@Test
	void theLastCommitMayFailAndTheConsumerIsClosed(CapturedOutput output) throws InterruptedException {
		try (BrokerProcess process = new BrokerProcess()) {
			process.start();
			create(process, "gone");
			CountDownLatch killed = new CountDownLatch(1);
			CountDownLatch inHand = new CountDownLatch(1);
			try (RunningApp app = RunningApp.start(WorkApplication.class, process.servers(), "topic=gone", "group=gone",
					"steady.kafka.delivery.stop-timeout=2s")) {
				app.bean(Worker.class).does((record, consumer) -> {
					inHand.countDown();
					killed.await();
				});
				sendOne(process, "gone");
				inHand.await();
				process.kill();
				MessageListenerContainer container = container(app);
				CompletableFuture<Void> stopped = new CompletableFuture<>();
				container.stop(() -> stopped.complete(null));
				killed.countDown();
				// A commit alone would wait for a minute.
				Awaitility.await().atMost(Duration.ofSeconds(15)).until(stopped::isDone);
				assertThat(output).contains("processed 1 records, committed nothing, dropped commits of {gone-0=1}");
				assertThat(heartbeatThreads("gone")).isEmpty();
			}
		}
	}

	private static List<String> heartbeatThreads(String group) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.contains("kafka-coordinator-heartbeat-thread") && name.endsWith(group))
			.toList();
	}

	private static void finish(Worker worker, int index) {
		worker.unfinished().get(index).complete(null);
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

	private static void create(BrokerProcess process, String topic) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", process.servers()))) {
			admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)));
		}
	}

	private static void sendOne(BrokerProcess process, String topic) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", process.servers()), new StringSerializer(), new StringSerializer())) {
			producer.send(new ProducerRecord<>(topic, "value"));
		}
	}

	private static void awaitCommitted(String servers, String name, long offset) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(Offsets.committed(servers, name)).containsEntry(new TopicPartition(name, 0),
					offset));
	}

	private static MessageListenerContainer container(RunningApp app) {
		return app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders");
	}

	private static double failedCommits(RunningApp app) {
		return app.scrape()
			.entrySet()
			.stream()
			.filter((sample) -> sample.getKey().startsWith("steady_kafka_commits_total{"))
			.filter((sample) -> sample.getKey()
				.matches(".*result=\"(TimeoutException|RetriableCommitFailedException)\".*"))
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

	private static Double meter(RunningApp app, String meter, String group, String tags) {
		return app.scrape().get("steady_kafka_" + meter + "{group=\"" + group + "\",listener=\"orders\"" + tags + "}");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class CountingApplication {

		static final AtomicInteger failures = new AtomicInteger();

		@Bean
		DefaultErrorHandler counting() {
			return new DefaultErrorHandler() {

				@Override
				public void handleRemaining(Exception exception, List<ConsumerRecord<?, ?>> records,
						Consumer<?, ?> consumer, MessageListenerContainer container) {
					failures.incrementAndGet();
					super.handleRemaining(exception, records, consumer, container);
				}

			};
		}

	}

}
