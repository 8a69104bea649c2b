package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose listener {@code orders} is watched: its topic and its group have
 * one name.
 */
record WatchdogApp(RunningApp app, String group) implements AutoCloseable {

	static WatchdogApp start(String servers, String topic, String... properties) {
		return start(WorkApplication.class, servers, topic, properties);
	}

	static WatchdogApp start(Class<?> application, String servers, String topic, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("topic=" + topic, "group=" + topic, "steady.kafka.watchdog.backoff.initial-interval=500ms",
						"steady.kafka.watchdog.backoff.max-interval=2s", "steady.kafka.watchdog.stuck-after=1s"));
		List<String> more = List.of(properties);
		// A property that is given twice is a list.
		all.removeIf(
				(each) -> more.stream().anyMatch((own) -> own.startsWith(each.substring(0, each.indexOf("=") + 1))));
		all.addAll(more);
		return new WatchdogApp(RunningApp.start(application, servers, all.toArray(String[]::new)), topic);
	}

	MessageListenerContainer container() {
		MessageListenerContainer container = this.app.bean(KafkaListenerEndpointRegistry.class)
			.getListenerContainer("orders");
		assertThat(container).isNotNull();
		return container;
	}

	String status() {
		return this.app.health("kafkaConsumers", "$.status");
	}

	String detail(String name) {
		return this.app.health("kafkaConsumers", "$.details.listeners.orders." + name);
	}

	double found(String state) {
		return this.app.scrape()
			.get("steady_kafka_watchdog_findings{group=\"%s\",listener=\"orders\",state=\"%s\"}".formatted(this.group,
					state));
	}

	double restarts(String state) {
		return this.app.scrape()
			.get("steady_kafka_watchdog_restarts_total{group=\"%s\",listener=\"orders\",state=\"%s\"}"
				.formatted(this.group, state));
	}

	double findings() {
		return sum("steady_kafka_watchdog_findings{");
	}

	double restarts() {
		return sum("steady_kafka_watchdog_restarts_total{");
	}

	private double sum(String name) {
		return this.app.scrape()
			.entrySet()
			.stream()
			.filter((series) -> series.getKey().startsWith(name))
			.mapToDouble((series) -> series.getValue())
			.sum();
	}

	void awaitPartitions(Integer... partitions) {
		await().untilAsserted(() -> assertThat(this.app.membersPartitions("orders")).containsOnly(partitions));
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(40));
	}

	@Override
	public void close() {
		this.app.close();
	}

}
