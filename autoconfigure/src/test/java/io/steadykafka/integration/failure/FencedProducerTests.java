package io.steadykafka.integration.failure;

import java.time.Duration;
import java.util.List;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a transactional listener whose producer is fenced during a transaction: with the
 * starter it stops, and health says so; without it, it continues as if nothing had
 * happened.
 */
class FencedProducerTests {

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aFencedListenerStops(boolean steady) throws Exception {
		String topic = "fenced-" + steady;
		this.broker.createTopic(topic, 1);
		this.broker.createTopic(topic + "-out", 1);
		try (RunningApp app = RunningApp.start(Application.class, this.broker.servers(), "topic=" + topic,
				"spring.kafka.producer.transaction-id-prefix=" + topic + "-", "steady.kafka.enabled=" + steady,
				"spring.kafka.consumer.auto-offset-reset=earliest"); Admin admin = this.broker.admin()) {
			Listener listener = app.bean(Listener.class);
			listener.gate.close();
			this.broker.send(topic, 1, 1);
			Awaitility.await().until(() -> listener.waiting);
			admin.fenceProducers(List.of(topic + "-0")).all().get();
			listener.gate.open();
			if (steady) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.untilAsserted(() -> assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("DOWN"));
				assertThat(app.health("kafkaConsumers", "$.details.listeners.orders.reason")).startsWith("fenced");
			}
			else {
				this.broker.send(topic, 1, 1);
				Awaitility.await().until(() -> listener.gate.passed() > 1);
				assertThat(memberRuns(app)).isTrue();
			}
		}
	}

	private static boolean memberRuns(RunningApp app) {
		ConcurrentMessageListenerContainer<?, ?> container = (ConcurrentMessageListenerContainer<?, ?>) app
			.bean(KafkaListenerEndpointRegistry.class)
			.getListenerContainer("orders");
		return container.getContainers().get(0).isRunning();
	}

	/**
	 * Answers each record within the listener's transaction.
	 */
	static final class Listener {

		private final Gate gate = new Gate();

		private final KafkaTemplate<Object, Object> template;

		private volatile boolean waiting;

		Listener(KafkaTemplate<Object, Object> template) {
			this.template = template;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		void handle(String order) throws InterruptedException {
			this.waiting = true;
			this.gate.pass();
			this.template.sendDefault(order);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		static Listener listener(KafkaTemplate<Object, Object> template, Environment environment) {
			template.setDefaultTopic(environment.getRequiredProperty("topic") + "-out");
			return new Listener(template);
		}

	}

}
