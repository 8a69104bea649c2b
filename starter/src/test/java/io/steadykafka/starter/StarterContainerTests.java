package io.steadykafka.starter;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadykafka.health.internal.KafkaConsumersHealthIndicator;
import io.steadykafka.health.internal.KafkaLagHealthIndicator;
import io.steadykafka.health.internal.KafkaRebalanceHealthIndicator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with the starter and nothing else, on a broker in a container. Skipped
 * where there is no Docker engine, unless {@code STEADY_REQUIRE_DOCKER} is set.
 */
@Testcontainers
@RequiresDocker
@SpringBootTest
class StarterContainerTests {

	@Container
	@ServiceConnection
	static KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");

	private static final Set<String> handled = ConcurrentHashMap.newKeySet();

	@Autowired
	private KafkaTemplate<String, String> template;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private KafkaConsumersHealthIndicator consumers;

	@Autowired
	private KafkaLagHealthIndicator lag;

	@Autowired
	private KafkaRebalanceHealthIndicator rebalance;

	@Test
	void theStarterAloneConsumesAndShowsItsLag() {
		Map.of("a", "1", "b", "2").forEach((key, value) -> this.template.send("container-orders", key, value));
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(handled).containsExactlyInAnyOrder("1", "2");
			assertThat(this.meters.get("steady.kafka.lag").tags("group", "container").gauges()).hasSize(3)
				.extracting(Gauge::value)
				.containsOnly(0.0);
		});
		// A rebalance counts once it is over.
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.meters.get("steady.kafka.rebalances").functionCounters().stream())
				.anyMatch((counter) -> counter.count() > 0));
		assertThat(this.consumers.health().getStatus()).isEqualTo(Status.UP);
		assertThat(this.lag.health().getStatus()).isEqualTo(Status.UP);
		assertThat(this.rebalance.health().getStatus()).isEqualTo(Status.UP);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		KafkaAdmin.NewTopics topics() {
			return new KafkaAdmin.NewTopics(TopicBuilder.name("container-orders").partitions(3).replicas(1).build());
		}

		@KafkaListener(id = "container", topics = "container-orders")
		void handle(String order) {
			handled.add(order);
		}

	}

}
