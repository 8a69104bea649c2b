package io.steadykafka.integration;

import java.time.Duration;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the health indicators over HTTP in each situation.
 */
class HealthTests {

	private static final String STATE = "steady_kafka_listener_state{group=\"%s\",listener=\"%s\",state=\"%s\"}";

	private final Broker broker = Broker.shared();

	@Test
	void stoppedAndPausedOnPurposeIsUpAndSaysSo() {
		this.broker.createTopic("purpose-orders", 2);
		try (RunningApp app = start("purpose-orders", "purpose")) {
			MessageListenerContainer container = app.bean(KafkaListenerEndpointRegistry.class)
				.getListenerContainer("orders");
			await().untilAsserted(() -> assertThat(consumers(app, "orders", "assignedPartitions")).isEqualTo("2"));
			assertThat(consumers(app, "orders", "reason")).isEqualTo("running");

			container.pause();
			assertThat(consumers(app, "orders", "state")).isEqualTo("PAUSED");
			assertThat(consumers(app, "orders", "reason")).isEqualTo("paused on purpose");
			container.resume();

			container.stop();
			assertThat(consumers(app, "orders", "state")).isEqualTo("STOPPED");
			assertThat(consumers(app, "orders", "reason")).isEqualTo("stopped on purpose");
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP");
			assertThat(app.scrape()).containsEntry(STATE.formatted("purpose", "orders", "stopped"), 1.0)
				.containsEntry(STATE.formatted("purpose", "orders", "running"), 0.0);
			assertThat(app.scrape().keySet()).noneMatch((series) -> series.startsWith("steady_kafka_lag_records"));
			assertThat(app.health("kafkaRebalance", "$.details.listeners.orders.lastHour")).isEqualTo("0");

			container.start();
			await().untilAsserted(() -> assertThat(consumers(app, "orders", "reason")).isEqualTo("running"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void aStandbyIsUpAndSaysSo(String protocol) {
		String topic = "standby-orders-" + protocol;
		String group = "standby-" + protocol;
		String property = "spring.kafka.consumer.properties.group.protocol=" + protocol;
		this.broker.createTopic(topic, 1);
		try (RunningApp first = start(topic, group, property)) {
			await().untilAsserted(() -> assertThat(consumers(first, "orders", "assignedPartitions")).isEqualTo("1"));
			try (RunningApp second = start(topic, group, property)) {
				await().untilAsserted(() -> assertThat(consumers(second, "orders", "reason"))
					.isEqualTo("running as a standby: owns no partitions"));
				await().untilAsserted(() -> assertThat(second.health("kafkaLag", "$.status")).isEqualTo("UP"));
				assertThat(second.health("", "$.status")).isEqualTo("UP");
				assertThat(second.health("kafkaLag", "$.details.groups." + group + ".reason"))
					.isEqualTo("this instance owns no partitions");
				// A clean stop loses nothing, under neither protocol.
				first.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").stop();
				assertThat(first.health("kafkaRebalance", "$.details.listeners.orders.lost")).isEqualTo("0");
				assertThat(first.health("kafkaRebalance", "$.details.listeners.orders.lastHour")).isEqualTo("0");
			}
		}
	}

	@Test
	void aListenerThatThrowsAnErrorIsDownAndOthersAreNot() {
		this.broker.createTopic("error-orders", 1);
		try (RunningApp app = RunningApp.start(ErrorApplication.class, this.broker.servers())) {
			await().untilAsserted(() -> assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP"));
			this.broker.send("error-orders", 1, 1);
			await().untilAsserted(() -> assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("DOWN"));
			assertThat(app.get("/actuator/health/kafkaConsumers").statusCode()).isEqualTo(503);
			await().untilAsserted(
					() -> assertThat(consumers(app, "throws", "reason")).isEqualTo("an Error was thrown, see the log"));
			assertThat(consumers(app, "good", "status")).isEqualTo("UP");
			assertThat(consumers(app, "never", "reason")).isEqualTo("not started: autoStartup is false");
			assertThat(app.scrape()).containsEntry(STATE.formatted("error", "throws", "failed"), 1.0);
		}
	}

	@Test
	void lagAboveTheThresholdIsDegradedUntilItIsWorkedOff() {
		this.broker.createTopic("threshold-lag-orders", 2);
		try (RunningApp app = start("threshold-lag-orders", "threshold-lag", "steady.kafka.health.lag.threshold=20")) {
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP"));
			Gate gate = app.bean(Gate.class);
			gate.close();
			this.broker.send("threshold-lag-orders", 2, 20);
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("DEGRADED"));
			assertThat(app.get("/actuator/health/kafkaLag").statusCode()).isEqualTo(200);
			String group = "$.details.groups.threshold-lag.";
			assertThat(app.health("kafkaLag", group + "reason"))
				.isEqualTo("lag above the threshold of 20 on [threshold-lag-orders-1]");
			assertThat(app.health("kafkaLag", group + "lag")).isEqualTo("41");
			assertThat(app.health("kafkaLag", group + "topics.threshold-lag-orders.0")).isEqualTo("20");
			assertThat(app.health("kafkaLag", group + "topics.threshold-lag-orders.1")).isEqualTo("21");
			gate.open();
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP"));
		}
	}

	@Test
	void aTopicThatDoesNotExistIsDegradedAndNamed() {
		try (RunningApp app = start("no-such-orders", "no-such")) {
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.details.groups.no-such.reason"))
				.isEqualTo("topics do not exist: no-such-orders"));
			assertThat(app.health("kafkaLag", "$.status")).isEqualTo("DEGRADED");
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP");
		}
	}

	private RunningApp start(String topic, String group, String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 2, properties.length);
		all[0] = "topic=" + topic;
		all[1] = "group=" + group;
		return RunningApp.start(OrdersApplication.class, this.broker.servers(), all);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

	private static String consumers(RunningApp app, String listener, String detail) {
		return app.health("kafkaConsumers", "$.details.listeners." + listener + "." + detail);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ErrorApplication {

		@KafkaListener(id = "throws", topics = "error-orders", groupId = "error")
		void fail(String order) {
			throw new StackOverflowError("expected by the test");
		}

		@KafkaListener(id = "good", topics = "error-orders", groupId = "good")
		void handle(String order) {
		}

		@KafkaListener(id = "never", topics = "error-orders", groupId = "never", autoStartup = "false")
		void never(String order) {
		}

	}

}
