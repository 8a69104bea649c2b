package io.steadykafka.integration.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.metrics.internal.client.ClientMetrics;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests Kafka's own metrics of consumers in a scrape.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientMetricsTests {

	private static final String CLIENT = "steady_kafka_client_";

	private static final String LAG = CLIENT
			+ "partition_records_lag{group=\"%1$s\",listener=\"orders\",partition=\"%2$d\",topic=\"%1$s\"}";

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void everyMemberHasKafkasMetricsWithGroupAndListener(String protocol) {
		String topic = "client-metrics." + protocol;
		this.broker.createTopic(topic, 2);
		try (RunningApp app = start(topic, "concurrency=2", "steady.kafka.membership.protocol=" + protocol)) {
			awaitOnePartitionEach(app, 2);
			this.broker.send(topic, 2, 3);
			// Twenty of each member, two of each partition; none of topics and nodes.
			Awaitility.await().untilAsserted(() -> assertThat(client(app)).hasSize(2 * 20 + 2 * 2));
			Awaitility.await()
				.untilAsserted(() -> assertThat(client(app)).containsEntry(LAG.formatted(topic, 0), 0.0)
					.containsEntry(LAG.formatted(topic, 1), 0.0)
					.hasEntrySatisfying(member("connections", topic, 0), (count) -> assertThat(count).isPositive())
					.hasEntrySatisfying(member("bytes_consumed_total", topic, 1),
							(bytes) -> assertThat(bytes).isPositive())
					.hasEntrySatisfying(member("commit_latency_avg", topic, 0),
							(millis) -> assertThat(millis).isNotNaN())
					.hasEntrySatisfying(member("fetch_rate", topic, 1), (rate) -> assertThat(rate).isPositive()));
		}
	}

	@Test
	void partitionsAreThereWhileTheirFirstRecordIsStillBeingHandled() {
		String topic = "client-metrics-first";
		this.broker.createTopic(topic, 1);
		Gate gate = new Gate();
		gate.close();
		try (RunningApp app = start(topic)) {
			app.bean(Worker.class).does((record, consumer) -> gate.pass());
			this.broker.send(topic, 1, 5);
			Awaitility.await().untilAsserted(() -> assertThat(client(app)).containsKey(LAG.formatted(topic, 0)));
			assertThat(gate.passed()).isZero();
			gate.open();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "steady.kafka.delivery.enabled=false", "spring.kafka.consumer.enable-auto-commit=true" })
	void consumersThatAreNotPacedHaveThemToo(String property) {
		String topic = "client-metrics-unpaced-" + property.startsWith("steady");
		this.broker.createTopic(topic, 1);
		try (RunningApp app = start(topic, property)) {
			this.broker.send(topic, 1, 5);
			Awaitility.await()
				.untilAsserted(() -> assertThat(client(app)).containsKeys(LAG.formatted(topic, 0),
						member("fetch_rate", topic, 0)));
		}
	}

	@Test
	void seriesGoWithTheirMemberAndAreTheSameAfterARestart() {
		String topic = "client-metrics-restart";
		this.broker.createTopic(topic, 2);
		try (RunningApp app = start(topic, "concurrency=2")) {
			awaitOnePartitionEach(app, 2);
			this.broker.send(topic, 2, 3);
			Awaitility.await().untilAsserted(() -> assertThat(client(app)).hasSize(2 * 20 + 2 * 2));
			Set<String> before = client(app).keySet();
			MessageListenerContainer container = app.bean(KafkaListenerEndpointRegistry.class)
				.getListenerContainer("orders");
			container.stop();
			Awaitility.await().untilAsserted(() -> assertThat(client(app)).isEmpty());
			container.start();
			awaitOnePartitionEach(app, 2);
			this.broker.send(topic, 2, 3);
			Awaitility.await().untilAsserted(() -> assertThat(client(app).keySet()).isEqualTo(before));
			// It is the new consumer that they read.
			Awaitility.await()
				.untilAsserted(() -> assertThat(client(app)).hasEntrySatisfying(member("connections", topic, 0),
						(count) -> assertThat(count).isPositive()));
		}
	}

	@Test
	void aPartitionThatIsRevokedGoesWithItsMetrics() {
		String topic = "client-metrics-revoked";
		this.broker.createTopic(topic, 2);
		try (RunningApp app = start(topic)) {
			this.broker.send(topic, 2, 3);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(client(app)).containsKeys(LAG.formatted(topic, 0), LAG.formatted(topic, 1)));
			try (RunningApp second = start(topic)) {
				Awaitility.await().untilAsserted(() -> {
					assertThat(client(app).keySet()).filteredOn((key) -> key.contains("records_lag{")).hasSize(1);
					assertThat(second.scrape().keySet()).anyMatch((key) -> key.contains("client_fetch_rate"));
				});
			}
		}
	}

	@Test
	void aListenerThatIsUnregisteredGoesWithItsMetricsEvenIfItRunsOn() {
		String topic = "client-metrics-unregistered";
		this.broker.createTopic(topic, 1);
		try (RunningApp app = start(topic)) {
			Awaitility.await().untilAsserted(() -> assertThat(client(app)).isNotEmpty());
			MessageListenerContainer container = app.bean(KafkaListenerEndpointRegistry.class)
				.unregisterListenerContainer("orders");
			assertThat(container.isRunning()).isTrue();
			Awaitility.await().untilAsserted(() -> assertThat(client(app)).isEmpty());
			container.stop();
		}
	}

	@Test
	void membersAndConsumersCostNoThread() {
		String topic = "client-metrics-threads";
		this.broker.createTopic(topic, 8);
		try (RunningApp app = start(topic, "concurrency=8")) {
			awaitOnePartitionEach(app, 8);
			this.broker.send(topic, 8, 1);
			Awaitility.await().untilAsserted(() -> assertThat(client(app)).hasSize(8 * 20 + 8 * 2));
			assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
				.filteredOn((name) -> name.startsWith("steady-kafka-client-metrics"))
				.hasSize(1);
		}
		assertThat(Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName))
			.noneMatch((name) -> name.startsWith("steady-kafka-client-metrics"));
	}

	@Test
	void allAreThereOnRequest() throws Exception {
		String topic = "client-metrics-all";
		this.broker.createTopic(topic, 1);
		try (RunningApp app = start(topic, "steady.kafka.metrics.client=all"); Admin admin = this.broker.admin()) {
			this.broker.send(topic, 1, 3);
			int node = admin.describeCluster().nodes().get().iterator().next().id();
			Awaitility.await()
				.untilAsserted(() -> assertThat(client(app)).containsKeys(member("request_size_avg", topic, 0), CLIENT
						+ "topic_records_consumed_total{group=\"%1$s\",listener=\"orders\",member=\"0\",topic=\"%1$s\"}"
							.formatted(topic),
						CLIENT + "node_request_rate{group=\"%s\",listener=\"orders\",member=\"0\",node=\"node-%d\"}"
							.formatted(topic, node),
						LAG.formatted(topic, 0), LAG.replace("records_lag", "records_lag_max").formatted(topic, 0)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "steady.kafka.metrics.lag-by=topic", "steady.kafka.metrics.max-series=3" })
	void partitionsCanBeLeftOut(String property, CapturedOutput output) {
		String topic = "client-metrics-bound-" + property.charAt(property.length() - 1);
		this.broker.createTopic(topic, 2);
		try (RunningApp app = start(topic, property)) {
			this.broker.send(topic, 2, 3);
			Awaitility.await().until(() -> app.bean(Worker.class).handled().size() == 7);
			Awaitility.await().untilAsserted(() -> {
				assertThat(client(app)).hasSize(20);
				assertThat(client(app).get(member("records_lag_max", topic, 0))).isNotNaN();
			});
			if (property.contains("max-series")) {
				Awaitility.await().until(() -> output.getOut().contains("without those of partitions from now on"));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "false" })
	void theyCanBeSwitchedOff(String off) {
		String topic = "client-metrics-" + off;
		this.broker.createTopic(topic, 1);
		try (RunningApp app = start(topic, "steady.kafka.metrics.client=" + off)) {
			this.broker.send(topic, 1, 3);
			Awaitility.await()
				.untilAsserted(() -> assertThat(app.scrape().keySet()).anyMatch((key) -> key.contains("kafka_lag")));
			assertThat(client(app)).isEmpty();
			assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
				.isThrownBy(() -> app.bean(ClientMetrics.class));
		}
	}

	/**
	 * Else the first member may read all before the others have their partitions.
	 */
	private static void awaitOnePartitionEach(RunningApp app, int members) {
		Awaitility.await().until(() -> app.membersPartitions("orders").equals(Collections.nCopies(members, 1)));
	}

	private static String member(String metric, String group, int number) {
		return CLIENT + metric + "{group=\"" + group + "\",listener=\"orders\",member=\"" + number + "\"}";
	}

	private static Map<String, Double> client(RunningApp app) {
		return app.scrape()
			.entrySet()
			.stream()
			.filter((series) -> series.getKey().startsWith(CLIENT))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private RunningApp start(String topic, String... properties) {
		String[] all = new String[properties.length + 3];
		all[0] = "topic=" + topic;
		all[1] = "group=" + topic;
		all[2] = "spring.kafka.consumer.auto-offset-reset=earliest";
		System.arraycopy(properties, 0, all, 3, properties.length);
		return RunningApp.start(WorkApplication.class, this.broker.servers(), all);
	}

}
