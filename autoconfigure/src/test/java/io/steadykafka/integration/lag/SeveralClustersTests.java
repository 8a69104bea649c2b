package io.steadykafka.integration.lag;

import java.util.HashMap;
import java.util.Map;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an application that consumes from two clusters, with its own consumer factories.
 */
class SeveralClustersTests {

	private static final String LAG = "steady_kafka_lag_records{group=\"%s\",partition=\"0\",topic=\"clusters-orders\"}";

	private static final Gate gate = new Gate();

	private final Broker here = Broker.number(0);

	private final Broker there = Broker.number(1);

	@Test
	void eachClusterHasASamplerOfItsOwn() {
		this.here.createTopic("clusters-orders", 1);
		this.there.createTopic("clusters-orders", 1);
		try (RunningApp app = RunningApp.start(Application.class, this.here.servers(),
				"there=" + this.there.servers())) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(app.scrape()).containsEntry(LAG.formatted("here"), 0.0)
					.containsEntry(LAG.formatted("there"), 0.0)
					.containsEntry(LAG.formatted("both"), 0.0));
			gate.close();
			this.there.send("clusters-orders", 1, 4);
			// The gate blocks the listeners of the second cluster; group "both" reads
			// from both.
			Awaitility.await()
				.untilAsserted(() -> assertThat(app.scrape()).containsEntry(LAG.formatted("here"), 0.0)
					.containsEntry(LAG.formatted("there"), 4.0)
					.containsEntry(LAG.formatted("both"), 4.0));
			assertThat(app.bean(LagMonitor.class).groups()).extracting(GroupLag::cluster)
				.containsOnly(this.here.servers(), this.there.servers());
			assertThat(app.health("kafkaLag", "$.details.groups.both.lag")).isEqualTo("0");
			assertThat(app.health("kafkaLag", "$.details.groups['both on " + this.there.servers() + "'].lag"))
				.isEqualTo("4");
			gate.open();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		static ConcurrentKafkaListenerContainerFactory<Object, Object> there(KafkaProperties properties,
				@Value("${there}") String servers) {
			Map<String, Object> config = new HashMap<>(properties.buildConsumerProperties());
			config.put("bootstrap.servers", servers);
			ConcurrentKafkaListenerContainerFactory<Object, Object> factory = new ConcurrentKafkaListenerContainerFactory<>();
			factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(config));
			return factory;
		}

		@KafkaListener(id = "here", topics = "clusters-orders", groupId = "here")
		void here(String order) {
		}

		@KafkaListener(id = "there", topics = "clusters-orders", groupId = "there", containerFactory = "there")
		void there(String order) throws InterruptedException {
			gate.pass();
		}

		@KafkaListener(id = "both-here", topics = "clusters-orders", groupId = "both")
		void bothHere(String order) {
		}

		@KafkaListener(id = "both-there", topics = "clusters-orders", groupId = "both", containerFactory = "there")
		void bothThere(String order) throws InterruptedException {
			gate.pass();
		}

	}

}
