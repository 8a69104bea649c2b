package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.SideBySide;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members that the watchdog must leave alone, on a real broker. A partition that stood
 * still for a second would count as stuck here.
 */
class HealthyMembersTests {

	private static final Duration LONG = Duration.ofSeconds(8);

	/**
	 * Each time a producer is made.
	 */
	private static final Duration OFTEN = Duration.ofMillis(250);

	private final Broker broker = Broker.shared();

	@TestFactory
	Stream<DynamicTest> areLeftAlone() {
		return new SideBySide().add("a standby, consumer", () -> aStandby("consumer"))
			.add("a standby, classic", () -> aStandby("classic"))
			.add("a busy one", this::aBusyOne)
			.add("a paused one", this::aPausedOne)
			.add("one with a paused partition", this::oneWithAPausedPartition)
			.add("one whose listener pauses a partition", this::oneWhoseListenerPausesAPartition)
			.add("one that fails on a record", this::oneThatFailsOnARecord)
			.add("one that idles between polls", this::oneThatIdlesBetweenPolls)
			.add("one that acknowledges later", this::oneThatAcknowledgesLater)
			.add("one whose partition has aborted transactions only", this::oneWhosePartitionHasAbortedTransactionsOnly)
			.add("one that hands a record back again and again", this::oneThatHandsARecordBackAgainAndAgain)
			.add("one whose own handler retries for ever", this::oneWhoseOwnHandlerRetriesForEver)
			.add("one whose filter discards all of a partition", this::oneWhoseFilterDiscardsAllOfAPartition)
			.run();
	}

	private void aBusyOne() {
		try (WatchdogApp app = start("busy", 2)) {
			app.app().bean(Worker.class).does((record, consumer) -> TimeUnit.MILLISECONDS.sleep(200));
			staysHealthy(app, "busy", 2);
		}
	}

	private void aPausedOne() {
		try (WatchdogApp app = start("paused", 2)) {
			app.container().pause();
			staysHealthy(app, "paused", 2);
			assertThat(app.detail("state")).isEqualTo("PAUSED");
		}
	}

	private void oneWithAPausedPartition() {
		try (WatchdogApp app = start("paused-partition", 2)) {
			app.container().pausePartition(new TopicPartition("paused-partition", 0));
			staysHealthy(app, "paused-partition", 2);
		}
	}

	private void oneWhoseListenerPausesAPartition() {
		try (WatchdogApp app = start("paused-by-listener", 2)) {
			app.app().bean(Worker.class).does((record, consumer) -> {
				if (record.partition() == 0) {
					consumer.pause(List.of(new TopicPartition("paused-by-listener", 0)));
				}
			});
			staysHealthy(app, "paused-by-listener", 2);
		}
	}

	private void aStandby(String protocol) {
		String topic = "standby-watch-" + protocol;
		// The first record of a consumer-protocol member can take 5 s: not stuck.
		try (WatchdogApp app = start(topic, 1, "spring.kafka.consumer.properties.group.protocol=" + protocol,
				"steady.kafka.watchdog.join-timeout=3s", "steady.kafka.watchdog.stuck-after=3s");
				WatchdogApp standby = WatchdogApp.start(this.broker.servers(), topic,
						"spring.kafka.consumer.properties.group.protocol=" + protocol,
						"steady.kafka.watchdog.join-timeout=3s")) {
			String meter = "steady_kafka_standby{group=\"" + topic + "\",listener=\"orders\"}";
			WatchdogApp.await().untilAsserted(() -> assertThat(standby.app().scrape()).containsEntry(meter, 1.0));
			staysHealthy(standby, topic, 1);
			assertThat(standby.detail("reason")).isEqualTo("running as a standby: owns no partitions");
			assertThat(app.app().scrape()).containsEntry(meter, 0.0);
			assertThat(app.app().bean(Worker.class).handled()).isNotEmpty();
			assertThat(app.restarts()).isZero();
		}
	}

	private void oneThatFailsOnARecord() {
		try (WatchdogApp app = start("failing-watch", 2)) {
			app.app().bean(Worker.class).does((record, consumer) -> {
				if (record.partition() == 0) {
					throw new IllegalStateException("expected by the test");
				}
			});
			staysHealthy(app, "failing-watch", 2);
		}
	}

	private void oneThatIdlesBetweenPolls() {
		try (WatchdogApp app = start("idle-watch", 2, "spring.kafka.listener.idle-between-polls=3s",
				"spring.kafka.consumer.properties.max.poll.interval.ms=6000",
				"steady.kafka.watchdog.hung-warning-ratio=0.1")) {
			staysHealthy(app, "idle-watch", 2);
		}
	}

	private void oneThatAcknowledgesLater() {
		try (WatchdogApp app = start("silent-watch", 1, "style=async", "spring.kafka.listener.poll-timeout=300ms")) {
			staysHealthy(app, "silent-watch", 1);
		}
	}

	private void oneWhosePartitionHasAbortedTransactionsOnly() {
		try (WatchdogApp app = start("aborted-watch", 2, "spring.kafka.consumer.isolation-level=read_committed");
				KafkaProducer<String, String> producer = this.broker
					.producer(Map.of("transactional.id", "aborted-watch"))) {
			producer.initTransactions();
			staysHealthy(app, () -> {
				producer.beginTransaction();
				producer.send(new ProducerRecord<>("aborted-watch", 0, "key", "aborted"));
				producer.flush();
				producer.abortTransaction();
				producer.beginTransaction();
				producer.send(new ProducerRecord<>("aborted-watch", 1, "key", "value"));
				producer.commitTransaction();
			});
			assertThat(app.app().bean(Worker.class).handled()).isNotEmpty()
				.allMatch((record) -> record.partition() == 1);
		}
	}

	private void oneWhoseFilterDiscardsAllOfAPartition() {
		this.broker.createTopic("filtered-watch", 2);
		try (WatchdogApp app = WatchdogApp.start(Filtering.class, this.broker.servers(), "filtered-watch",
				"style=manual", "spring.kafka.listener.ack-mode=manual")) {
			app.awaitPartitions(2);
			staysHealthy(app, "filtered-watch", 2);
			assertThat(app.app().bean(Worker.class).handled()).isNotEmpty()
				.allMatch((record) -> record.partition() == 1);
		}
	}

	private void oneThatHandsARecordBackAgainAndAgain() {
		this.broker.createTopic("nack-watch", 2);
		try (WatchdogApp app = WatchdogApp.start(HandingBack.class, this.broker.servers(), "nack-watch", "style=none",
				"spring.kafka.listener.ack-mode=manual")) {
			app.awaitPartitions(2);
			staysHealthy(app, "nack-watch", 2);
		}
	}

	private void oneWhoseOwnHandlerRetriesForEver() {
		this.broker.createTopic("retry-watch", 1);
		try (WatchdogApp app = WatchdogApp.start(Retrying.class, this.broker.servers(), "retry-watch")) {
			app.app().bean(Worker.class).does((record, consumer) -> {
				throw new IllegalStateException("expected by the test");
			});
			app.awaitPartitions(1);
			staysHealthy(app, "retry-watch", 1);
		}
	}

	private WatchdogApp start(String topic, int partitions, String... more) {
		this.broker.createTopic(topic, partitions);
		WatchdogApp app = WatchdogApp.start(this.broker.servers(), topic, more);
		app.awaitPartitions(partitions);
		return app;
	}

	private void staysHealthy(WatchdogApp app, String topic, int partitions) {
		staysHealthy(app, () -> this.broker.send(topic, partitions, 1));
	}

	private static void staysHealthy(WatchdogApp app, Runnable send) {
		Awaitility.await().pollInterval(OFTEN).during(LONG).atMost(LONG.multipliedBy(2)).untilAsserted(() -> {
			send.run();
			assertThat(app.findings()).isZero();
		});
		assertThat(app.restarts()).isZero();
		assertThat(app.status()).isIn("UP", "DEGRADED");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class Filtering {

		@Bean
		static RecordFilterStrategy<Object, Object> noneOfThePartition() {
			return (record) -> record.partition() == 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class HandingBack {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}")
		void handle(String order, Acknowledgment acknowledgment) {
			acknowledgment.nack(Duration.ofMillis(100));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class Retrying {

		@Bean
		static DefaultErrorHandler retriesForEver() {
			return new DefaultErrorHandler(new FixedBackOff(100, FixedBackOff.UNLIMITED_ATTEMPTS));
		}

	}

}
