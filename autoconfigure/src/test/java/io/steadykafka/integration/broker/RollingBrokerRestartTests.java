package io.steadykafka.integration.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.testing.BrokerCluster;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.HealthWatch;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills, stops and disconnects the brokers of a cluster of three one after the other, so
 * that leaders and the coordinator move, while health and meters are polled from outside:
 * nothing is DOWN, nothing hangs, and the lag is never wrong.
 */
class RollingBrokerRestartTests {

	private static final int PARTITIONS = 6;

	private static final int RECORDS = 60;

	@Test
	void lagAndHealthAreRightAllAlong() {
		try (BrokerCluster cluster = new BrokerCluster()) {
			cluster.createTopic("roll-orders", PARTITIONS);
			try (RunningApp app = start(cluster)) {
				send(cluster, RECORDS);
				await().untilAsserted(() -> assertThat(app.bean(Gate.class).passed()).isEqualTo(RECORDS));
				await().untilAsserted(() -> assertThat(lag(app)).containsOnly(0.0));
				// From now on nothing is read, and the lag is known.
				app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").pause();
				send(cluster, PARTITIONS * 7);
				await().untilAsserted(() -> assertThat(lag(app)).hasSize(PARTITIONS).containsOnly(7.0));
				try (HealthWatch watch = new HealthWatch(app, RollingBrokerRestartTests::isRight)) {
					watch.start();
					roll(cluster, app, cluster.coordinatorOf("roll"), true);
					roll(cluster, app, cluster.coordinatorOf("roll"), false);
				}
				app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").resume();
				await().untilAsserted(() -> assertThat(app.bean(Gate.class).passed())
					.isGreaterThanOrEqualTo(RECORDS + 7 * PARTITIONS));
				await().untilAsserted(() -> assertThat(lag(app)).hasSize(PARTITIONS).containsOnly(0.0));
			}
		}
	}

	/**
	 * Take a broker away and bring it back.
	 * @param kill whether it is killed
	 */
	private static void roll(BrokerCluster cluster, RunningApp app, int broker, boolean kill) {
		if (kill) {
			cluster.broker(broker).kill();
		}
		else {
			cluster.broker(broker).stop();
		}
		// The two that are left know all.
		await().untilAsserted(() -> assertThat(age(app)).isLessThan(0.7));
		await().untilAsserted(() -> {
			assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP");
			assertThat(lag(app)).hasSize(PARTITIONS).containsOnly(7.0);
		});
		cluster.broker(broker).start();
		cluster.awaitInSync("roll-orders", "__consumer_offsets");
		await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP"));
	}

	private static boolean isRight(Map<String, Double> scraped) {
		List<Double> lag = lag(scraped);
		return lag.size() == PARTITIONS && lag.stream().allMatch((each) -> each == 7);
	}

	private static double age(RunningApp app) {
		return app.scrape().getOrDefault("steady_kafka_lag_sample_age_seconds{group=\"roll\"}", Double.NaN);
	}

	private static List<Double> lag(RunningApp app) {
		return lag(app.scrape());
	}

	private static List<Double> lag(Map<String, Double> scraped) {
		List<Double> lag = new ArrayList<>();
		scraped.forEach((series, value) -> {
			if (series.startsWith("steady_kafka_lag_records{")) {
				lag.add(value);
			}
		});
		return lag;
	}

	private static RunningApp start(BrokerCluster cluster) {
		return RunningApp.start(OrdersApplication.class, cluster.servers(), "topic=roll-orders", "group=roll",
				HealthWatch.LIVENESS, "spring.kafka.admin.auto-create=false");
	}

	private static void send(BrokerCluster cluster, int records) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", cluster.servers(), "acks", "all"), new StringSerializer(),
				new StringSerializer())) {
			for (int record = 0; record < records; record++) {
				producer.send(new ProducerRecord<>("roll-orders", record % PARTITIONS, "key", "value"));
			}
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60));
	}

}
