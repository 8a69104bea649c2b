package io.steadykafka.integration.rebalance;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests two instances that share partitions.
 */
class RebalanceTests {

	private static final String REBALANCES = "steady_kafka_rebalances_total{cause=\"%s\",group=\"shared\",kind=\"%s\",listener=\"orders\"}";

	private static final String STARTED = REBALANCES.formatted("own_start", "assigned");

	private static final String REVOKED = REBALANCES.formatted("members_changed", "revoked");

	private static final String OF_LISTENER = "{group=\"shared\",listener=\"orders\"}";

	private static final String ASSIGNED = "steady_kafka_assigned_partitions{group=\"shared\",listener=\"orders\"}";

	private final Broker broker = Broker.shared();

	@Test
	void everyPartitionIsExportedByItsOwnerOnlyAndRebalancesAreCounted() {
		this.broker.createTopic("shared-orders", 6);
		try (RunningApp first = start()) {
			Awaitility.await().untilAsserted(() -> assertThat(lags(first)).hasSize(6));
			Awaitility.await().untilAsserted(() -> assertThat(first.scrape()).containsEntry(STARTED, 1.0));
			assertThat(first.scrape()).containsEntry(REVOKED, 0.0)
				.containsEntry(REBALANCES.formatted("session_lost", "lost"), 0.0)
				.containsEntry("steady_kafka_assignment_balance_ratio" + OF_LISTENER, 1.0)
				.containsEntry("steady_kafka_rebalances_failed_total" + OF_LISTENER, 0.0)
				.containsEntry(ASSIGNED, 6.0);
			try (RunningApp second = start()) {
				Awaitility.await().untilAsserted(() -> {
					assertThat(lags(first)).hasSize(3);
					assertThat(lags(second)).hasSize(3).doesNotContainAnyElementsOf(lags(first));
				});
				Awaitility.await().untilAsserted(() -> {
					assertThat(first.scrape()).containsEntry(REVOKED, 1.0);
					assertThat(second.scrape()).containsEntry(STARTED, 1.0);
				});
				assertThat(first.scrape()).containsEntry(STARTED, 1.0)
					.containsEntry(ASSIGNED, 3.0)
					.containsEntry("steady_kafka_rebalance_duration_seconds_count" + OF_LISTENER, 2.0);
				assertThat(second.scrape()).containsEntry(REVOKED, 0.0)
					.containsEntry("steady_kafka_stand_still_seconds_count" + OF_LISTENER, 3.0);
				assertThat(second.scrape().get("steady_kafka_stand_still_longest_seconds" + OF_LISTENER))
					.isBetween(0.001, 5.0);
				assertThat(first.health("kafkaRebalance", "$.details.listeners.orders.lastHour")).isEqualTo("1");
				assertThat(first.health("kafkaRebalance", "$.details.listeners.orders.revoked")).isEqualTo("1");
				assertThat(first.health("kafkaRebalance", "$.details.listeners.orders.last")).startsWith("20");
				assertThat(first.health("kafkaRebalance", "$.status")).isEqualTo("UP");
			}
			Awaitility.await().untilAsserted(() -> assertThat(lags(first)).hasSize(6));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void theListenersOwnStartDisturbsNobody(String protocol) {
		String topic = "start-" + protocol;
		this.broker.createTopic(topic, 6);
		try (RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=" + topic,
				"group=" + topic, "concurrency=3", "spring.kafka.consumer.properties.group.protocol=" + protocol)) {
			// The consumer protocol's members hear of the next step every 5 s.
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(app.membersPartitions("orders")).containsExactly(2, 2, 2));
			assertThat(app.health("kafkaRebalance", "$.details.listeners.orders.lastHour")).isEqualTo("0");
			assertThat(app.health("kafkaRebalance", "$.details.listeners.orders.lost")).isEqualTo("0");
		}
	}

	@Test
	void moreRebalancesThanTheThresholdDegrade() {
		this.broker.createTopic("threshold-orders", 2);
		String[] properties = { "topic=threshold-orders", "group=threshold",
				"steady.kafka.health.rebalance.threshold-per-hour=0", "steady.kafka.health.rebalance.grace=0s" };
		try (RunningApp first = RunningApp.start(OrdersApplication.class, this.broker.servers(), properties)) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(first.health("kafkaRebalance", "$.status")).isEqualTo("UP"));
			try (RunningApp second = RunningApp.start(OrdersApplication.class, this.broker.servers(), properties)) {
				Awaitility.await()
					.untilAsserted(() -> assertThat(first.health("kafkaRebalance", "$.status")).isEqualTo("DEGRADED"));
				assertThat(first.get("/actuator/health/kafkaRebalance").statusCode()).isEqualTo(200);
				assertThat(first.health("kafkaRebalance", "$.details.listeners.orders.reason"))
					.contains("more than 0; 1 of them because: other members came or went");
				assertThat(first.health("kafkaRebalance", "$.details.listeners.orders.remedy"))
					.contains("Look for deployments");
				assertThat(first.health("kafkaRebalance", "$.details.listeners.orders.since")).isNotEmpty();
				assertThat(first.health("", "$.status")).isEqualTo("DEGRADED");
				assertThat(second.health("", "$.status")).isEqualTo("UP");
			}
		}
	}

	private RunningApp start() {
		return RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=shared-orders", "group=shared");
	}

	private static Set<String> lags(RunningApp app) {
		Map<String, Double> series = app.scrape();
		return series.keySet()
			.stream()
			.filter((name) -> name.startsWith("steady_kafka_lag_records{"))
			.collect(Collectors.toSet());
	}

}
