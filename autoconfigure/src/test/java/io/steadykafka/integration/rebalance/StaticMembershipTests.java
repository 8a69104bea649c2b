package io.steadykafka.integration.rebalance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.SideBySide;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests static members on a real broker. The session timeout is Kafka's default of 45 s:
 * what takes less did not wait for it.
 */
class StaticMembershipTests {

	private static final Duration SHORTER_THAN_A_SESSION = Duration.ofSeconds(25);

	private final Broker broker = Broker.shared();

	@TestFactory
	Stream<DynamicTest> staticMembers() {
		return new SideBySide()
			.add("whoStaysIsBackWithoutARebalance, consumer", () -> whoStaysIsBackWithoutARebalance("consumer"))
			.add("whoStaysIsBackWithoutARebalance, classic", () -> whoStaysIsBackWithoutARebalance("classic"))
			.add("whoLeavesGivesItsPartitionsToTheOthersAtOnce, consumer",
					() -> whoLeavesGivesItsPartitionsToTheOthersAtOnce("consumer"))
			.add("whoLeavesGivesItsPartitionsToTheOthersAtOnce, classic",
					() -> whoLeavesGivesItsPartitionsToTheOthersAtOnce("classic"))
			.add("ofTwoInstancesWithOneIdTheOlderOneIsDownAndSaysWhy",
					this::ofTwoInstancesWithOneIdTheOlderOneIsDownAndSaysWhy)
			.add("afterACrashTheSameInstanceHasItsPartitionsBackAtOnce",
					this::afterACrashTheSameInstanceHasItsPartitionsBackAtOnce)
			.run();
	}

	private void whoLeavesGivesItsPartitionsToTheOthersAtOnce(String protocol) {
		String topic = "leave-" + protocol;
		this.broker.createTopic(topic, 4);
		try (RunningApp first = start(topic, "one", protocol)) {
			try (RunningApp second = start(topic, "two", protocol)) {
				awaitPartitions(first, 2);
				awaitPartitions(second, 2);
			}
			awaitPartitions(first, 4);
		}
	}

	private void whoStaysIsBackWithoutARebalance(String protocol) {
		String topic = "stay-" + protocol;
		this.broker.createTopic(topic, 4);
		String stay = "steady.kafka.membership.on-stop=stay-for-restart";
		try (RunningApp first = start(topic, "one", protocol, stay)) {
			try (RunningApp second = start(topic, "two", protocol, stay)) {
				awaitPartitions(first, 2);
				awaitPartitions(second, 2);
			}
			// Its own start, and that of the second.
			Awaitility.await()
				.atMost(SHORTER_THAN_A_SESSION)
				.until(() -> rebalances(first).values().stream().mapToDouble(Double::doubleValue).sum() == 2);
			Map<String, Double> before = rebalances(first);
			try (RunningApp again = start(topic, "two", protocol, stay)) {
				awaitPartitions(again, 2);
				int sent = this.broker.send(topic, 4, 20);
				Awaitility.await()
					.atMost(SHORTER_THAN_A_SESSION)
					.until(() -> handled(first) + handled(again), (handled) -> handled == sent);
				// Its stop ends a rebalance that might be under way, so that it counts.
				first.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").stop();
				assertThat(rebalances(first)).isEqualTo(before);
			}
		}
	}

	private void afterACrashTheSameInstanceHasItsPartitionsBackAtOnce() {
		this.broker.createTopic("crash", 4);
		Properties config = new Properties();
		config.putAll(Map.of("bootstrap.servers", this.broker.servers(), "group.id", "crash", "group.instance.id",
				"one-orders-0", "partition.assignment.strategy", CooperativeStickyAssignor.class.getName()));
		// Nobody polls or closes it any more: to the broker it is as one that crashed.
		KafkaConsumer<String, String> crashed = new KafkaConsumer<>(config, new StringDeserializer(),
				new StringDeserializer());
		crashed.subscribe(List.of("crash"));
		Awaitility.await().pollInSameThread().until(() -> {
			crashed.poll(Duration.ofMillis(100));
			return crashed.assignment().size() == 4;
		});
		try (RunningApp app = start("crash", "one", "classic")) {
			int sent = this.broker.send("crash", 4, 20);
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> handled(app) == sent);
		}
		finally {
			crashed.close(CloseOptions.timeout(Duration.ZERO));
		}
	}

	private void ofTwoInstancesWithOneIdTheOlderOneIsDownAndSaysWhy() {
		this.broker.createTopic("twice", 4);
		try (RunningApp older = start("twice", "one", "classic")) {
			awaitPartitions(older, 4);
			try (RunningApp newer = start("twice", "one", "classic")) {
				awaitPartitions(newer, 4);
				Awaitility.await()
					.atMost(SHORTER_THAN_A_SESSION)
					.untilAsserted(() -> assertThat(older.health("kafkaConsumers", "$.details.listeners.orders.reason"))
						.contains("another member of group 'twice' runs with its group.instance.id 'one-orders-0'"));
				assertThat(older.health("kafkaConsumers", "$.status")).isEqualTo("DOWN");
				assertThat(older.health("kafkaConsumers", "$.details.listeners.orders.remedy"))
					.contains("steady.kafka.membership.instance-id");
				assertThat(newer.health("kafkaConsumers", "$.status")).isEqualTo("UP");
			}
		}
	}

	private RunningApp start(String topic, String instance, String protocol, String... more) {
		String[] all = new String[more.length + 5];
		System.arraycopy(more, 0, all, 5, more.length);
		all[0] = "topic=" + topic;
		all[1] = "group=" + topic;
		all[2] = "steady.kafka.membership.instance-id=" + instance;
		all[4] = "steady.kafka.membership.static-membership=on";
		all[3] = "spring.kafka.consumer.properties.group.protocol=" + protocol;
		return RunningApp.start(WorkApplication.class, this.broker.servers(), all);
	}

	private static void awaitPartitions(RunningApp app, int partitions) {
		Awaitility.await()
			.atMost(SHORTER_THAN_A_SESSION)
			.untilAsserted(() -> assertThat(app.membersPartitions("orders")).containsExactly(partitions));
	}

	private static int handled(RunningApp app) {
		return app.bean(Worker.class).handled().size();
	}

	private static Map<String, Double> rebalances(RunningApp app) {
		Map<String, Double> series = app.scrape();
		series.keySet()
			.removeIf((name) -> !name.startsWith("steady_kafka_rebalances_total") || name.contains("own_stop"));
		assertThat(series).isNotEmpty();
		return series;
	}

}
