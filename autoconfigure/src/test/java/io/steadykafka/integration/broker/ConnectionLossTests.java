package io.steadykafka.integration.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.Forwarder;
import io.steadykafka.testing.HealthWatch;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a lost connection to a healthy broker: health and meters are polled from outside
 * throughout.
 */
class ConnectionLossTests {

	private static final List<String> PROTOCOLS = List.of("classic", "consumer");

	private static final int RECORDS = 400;

	private static Forwarder way;

	private static BrokerProcess broker;

	@BeforeAll
	static void startBroker() throws IOException {
		way = new Forwarder();
		broker = BrokerProcess.behind(way, Map.of());
		broker.start();
	}

	@AfterAll
	static void stopBroker() throws IOException {
		broker.close();
		way.close();
	}

	@Test
	void healthTellsAndLagIsRightAgain() throws Exception {
		create("cut");
		try (RunningApp app = start("cut")) {
			await().untilAsserted(() -> assertThat(lag(app)).hasSize(2).allMatch((lag) -> lag > 0));
			try (HealthWatch watch = new HealthWatch(app, ConnectionLossTests::hasNoZero)) {
				watch.start();
				cut(app, way::swallow);
				cut(app, way::refuse);
			}
			assertThat(app.scrape()).containsEntry("steady_kafka_contained_failures_total", 0.0);
			app.bean(Worker.class).does((record, consumer) -> {
			});
			await().untilAsserted(() -> assertThat(lag(app)).hasSize(2).containsOnly(0.0));
			// None was passed over: each partition was read up to its last record.
			assertThat(app.bean(Worker.class).handled()).extracting((record) -> record.topic() + record.offset())
				.contains("cut-classic" + (3 * RECORDS - 1), "cut-consumer" + (3 * RECORDS - 1));
		}
	}

	@Test
	void whoStartsInABlackHoleIsUnknownAndGoesOnByItself() throws Exception {
		create("hole");
		way.swallow();
		try (RunningApp app = start("hole", "steady.kafka.membership.inspection-timeout=500ms")) {
			try (HealthWatch watch = new HealthWatch(app, ConnectionLossTests::hasNoZero)) {
				watch.start();
				awaitUnknown(app);
				pass(Duration.ofSeconds(2));
				assertThat(app.health("kafkaLag", "$.details.groups.hole-classic.sampleAge")).isEqualTo("none yet");
				assertThat(app.health("kafkaRebalance", "$.status")).isEqualTo("UNKNOWN");
				assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP");
				assertThat(lag(app)).isEmpty();
				way.pass();
				await().untilAsserted(() -> assertThat(lag(app)).hasSize(2).allMatch((lag) -> lag > 0));
				assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP");
				assertThat(app.health("kafkaRebalance", "$.status")).isEqualTo("UP");
			}
		}
		finally {
			way.pass();
		}
	}

	/**
	 * Cut the connection for several intervals, and expect that lag is right soon after.
	 * @param how how to cut it
	 * @throws Exception if the connection can't be cut
	 */
	private static void cut(RunningApp app, Cut how) throws Exception {
		double before = Collections.max(lag(app));
		how.run();
		awaitUnknown(app);
		pass(Duration.ofSeconds(2));
		// Nobody knows of them yet.
		send("cut");
		assertThat(lag(app)).hasSize(2).allMatch((lag) -> lag <= before);
		way.pass();
		// A request that is under way takes a second at most, and Kafka waits for about a
		// second before it connects again.
		Awaitility.await().atMost(Duration.ofSeconds(4)).untilAsserted(() -> {
			assertThat(lag(app)).hasSize(2).allMatch((lag) -> lag > before + RECORDS / 2.0);
			assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP");
		});
	}

	private static void pass(Duration time) {
		Awaitility.await().pollDelay(time).until(() -> true);
	}

	private static void awaitUnknown(RunningApp app) {
		await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UNKNOWN"));
	}

	private static boolean hasNoZero(Map<String, Double> scraped) {
		return lag(scraped).noneMatch((lag) -> lag == 0);
	}

	private static List<Double> lag(RunningApp app) {
		return lag(app.scrape()).toList();
	}

	private static Stream<Double> lag(Map<String, Double> scraped) {
		return scraped.entrySet()
			.stream()
			.filter((series) -> series.getKey().startsWith("steady_kafka_lag_records{"))
			.map(Map.Entry::getValue);
	}

	private static RunningApp start(String name, String... more) {
		return RunningApp.start(TwoListeners.class, way.servers(),
				Stream
					.concat(Stream.of("name=" + name, HealthWatch.LIVENESS,
							"spring.kafka.consumer.properties.request.timeout.ms=2000"), Stream.of(more))
					.toArray(String[]::new));
	}

	private static void create(String name) {
		PROTOCOLS.forEach((protocol) -> broker.createTopic(name + "-" + protocol, 1));
		send(name);
	}

	private static void send(String name) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.servers()),
				new StringSerializer(), new StringSerializer())) {
			for (int record = 0; record < RECORDS; record++) {
				PROTOCOLS.forEach((protocol) -> producer.send(new ProducerRecord<>(name + "-" + protocol, "value")));
			}
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60));
	}

	/**
	 * A way to cut the connection.
	 */
	@FunctionalInterface
	private interface Cut {

		void run() throws IOException;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoListeners {

		@Bean
		static Worker worker() {
			Worker worker = new Worker();
			worker.does((record, consumer) -> TimeUnit.MILLISECONDS.sleep(100));
			return worker;
		}

		@Bean
		static Handlers handlers(Worker worker) {
			return new Handlers(worker);
		}

	}

	record Handlers(Worker worker) {

		@KafkaListener(id = "classic", topics = "${name}-classic", groupId = "${name}-classic",
				properties = "group.protocol=classic")
		void classic(ConsumerRecord<String, String> record, Consumer<?, ?> consumer) throws Exception {
			this.worker.handle(record, consumer);
		}

		@KafkaListener(id = "consumer", topics = "${name}-consumer", groupId = "${name}-consumer",
				properties = "group.protocol=consumer")
		void consumer(ConsumerRecord<String, String> record, Consumer<?, ?> consumer) throws Exception {
			this.worker.handle(record, consumer);
		}

	}

}
