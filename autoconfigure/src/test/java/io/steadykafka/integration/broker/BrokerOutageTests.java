package io.steadykafka.integration.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a broker outage: health answers throughout, nothing is DOWN, and consumption
 * continues by itself.
 */
class BrokerOutageTests {

	private static final List<String> INDICATORS = List.of("", "kafkaConsumers", "kafkaLag", "kafkaRebalance");

	private static final String LAG = "steady_kafka_lag_records{group=\"away\",partition=\"0\",topic=\"away-orders\"}";

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void healthTellsAndConsumingGoesOn(boolean killed) throws Exception {
		try (BrokerProcess broker = new BrokerProcess()) {
			broker.start();
			createTopic(broker);
			try (RunningApp app = start(broker.servers())) {
				send(broker, 3);
				await().untilAsserted(() -> assertThat(app.bean(Gate.class).passed()).isEqualTo(3));
				await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(LAG, 0.0));
				assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP");
				if (killed) {
					broker.kill();
				}
				else {
					broker.stop();
				}
				await().untilAsserted(() -> {
					assertNothingIsDown(app);
					assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UNKNOWN");
				});
				String group = "$.details.groups.away.";
				assertThat(app.health("kafkaLag", group + "reason")).isNotEmpty().isNotEqualTo("null");
				assertThat(app.health("kafkaLag", group + "sampleAge")).matches("\\d+ ms");
				assertThat(app.health("kafkaLag", group + "topics.away-orders.0")).isEqualTo("0");
				assertThat(app.scrape().get("steady_kafka_lag_sample_age_seconds{group=\"away\"}")).isPositive();
				assertHealthIsQuick(app);

				broker.start();
				assertNothingIsDown(app);
				send(broker, 2);
				await().untilAsserted(() -> {
					assertNothingIsDown(app);
					assertThat(app.bean(Gate.class).passed()).isGreaterThanOrEqualTo(5);
				});
				await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP"));
				await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(LAG, 0.0));
				assertThat(app.scrape()).containsEntry("steady_kafka_contained_failures_total", 0.0);
			}
		}
	}

	@Test
	void anApplicationThatNeverSawABrokerIsUnknownAndNotDown() {
		try (RunningApp app = start("localhost:1")) {
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.details.groups.away.reason"))
				.contains("no answer from the brokers"));
			assertNothingIsDown(app);
			assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UNKNOWN");
			assertThat(app.health("kafkaLag", "$.details.groups.away.sampleAge")).isEqualTo("none yet");
			assertThat(app.health("kafkaRebalance", "$.status")).isEqualTo("UNKNOWN");
			assertThat(app.health("kafkaRebalance", "$.details.listeners.orders.reason"))
				.contains("has not joined its group yet");
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP");
			assertThat(app.scrape().keySet()).noneMatch(
					(series) -> series.startsWith("steady_kafka_lag") && !series.startsWith("steady_kafka_lag_sample"));
			// An alert has something to fire on.
			double blind = app.scrape().get("steady_kafka_lag_sample_age_seconds{group=\"away\"}");
			await()
				.untilAsserted(() -> assertThat(app.scrape().get("steady_kafka_lag_sample_age_seconds{group=\"away\"}"))
					.isGreaterThan(blind));
			assertHealthIsQuick(app);
		}
	}

	private static RunningApp start(String servers) {
		return RunningApp.start(OrdersApplication.class, servers, "topic=away-orders", "group=away",
				"spring.kafka.admin.auto-create=false");
	}

	private static void assertNothingIsDown(RunningApp app) {
		INDICATORS.forEach((indicator) -> {
			assertThat(app.get(path(indicator)).statusCode()).isEqualTo(200);
			assertThat(app.health(indicator, "$.status")).isNotEqualTo("DOWN");
		});
	}

	/**
	 * No broker can be asked in this time: it is away, and asking would take a time-out.
	 * The machine may be busy with other tests for a moment.
	 */
	private static void assertHealthIsQuick(RunningApp app) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertHealthIsQuickNow(app));
	}

	private static void assertHealthIsQuickNow(RunningApp app) {
		INDICATORS.forEach((indicator) -> elapsed(app, indicator));
		List<Duration> sorted = IntStream.range(0, 25)
			.boxed()
			.flatMap((round) -> INDICATORS.stream())
			.map((indicator) -> elapsed(app, indicator))
			.sorted()
			.toList();
		assertThat(sorted.get(sorted.size() * 95 / 100)).isLessThan(Duration.ofMillis(50));
	}

	private static Duration elapsed(RunningApp app, String indicator) {
		long start = System.nanoTime();
		app.get(path(indicator));
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static String path(String indicator) {
		return "/actuator/health" + ((indicator.isEmpty()) ? "" : "/" + indicator);
	}

	private static void createTopic(BrokerProcess broker) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
			admin.createTopics(List.of(new NewTopic("away-orders", 1, (short) 1))).all().get();
		}
	}

	private static void send(BrokerProcess broker, int records) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.servers()),
				new StringSerializer(), new StringSerializer())) {
			Stream.generate(() -> new ProducerRecord<>("away-orders", "key", "value"))
				.limit(records)
				.forEach(producer::send);
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60));
	}

}
