package io.steadykafka.integration.rebalance;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.TopicPartition;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a listener with manually assigned partitions has lag, but no rebalances.
 */
class ManualAssignmentTests {

	private static final String LAG = "steady_kafka_lag_records{group=\"by-hand\",partition=\"1\",topic=\"by-hand-orders\"}";

	private final Broker broker = Broker.shared();

	@Test
	void itsPartitionsAreOwnedWhileItRuns() {
		this.broker.createTopic("by-hand-orders", 2);
		try (RunningApp app = RunningApp.start(Application.class, this.broker.servers())) {
			Awaitility.await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(LAG, 0.0));
			assertThat(app.scrape().keySet()).noneMatch((series) -> series.startsWith("steady_kafka_rebalances"));
			assertThat(app.health("kafkaRebalance", "$.details.listeners")).isEqualTo("{}");
			app.bean(KafkaListenerEndpointRegistry.class).stop();
			Awaitility.await().untilAsserted(() -> assertThat(app.scrape()).doesNotContainKey(LAG));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@KafkaListener(id = "by-hand", groupId = "by-hand",
				topicPartitions = @TopicPartition(topic = "by-hand-orders", partitions = "1"))
		void handle(String order) {
		}

	}

}
