package io.steadykafka.integration.metrics;

import java.util.stream.Collectors;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.Promtool;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code promtool check metrics} accepts the starter's meters.
 */
class PromtoolTests {

	private final Broker broker = Broker.shared();

	@Test
	void promtoolFindsNothing() {
		Promtool.assumeInstalled();
		this.broker.createTopic("promtool-orders", 1);
		try (RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=promtool-orders",
				"group=promtool")) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(app.scrape().keySet())
					.anyMatch((series) -> series.startsWith("steady_kafka_lag_records{"))
					.anyMatch((series) -> series.startsWith("steady_kafka_client_connections{")));
			String ours = app.lines()
				.filter((line) -> line.replaceFirst("^# (HELP|TYPE) ", "").startsWith("steady_kafka"))
				.collect(Collectors.joining("\n", "", "\n"));
			assertThat(ours).contains("steady_kafka_rebalances_total", "steady_kafka_assigned_partitions",
					"steady_kafka_listener_state", "steady_kafka_lag_sample_age_seconds",
					"steady_kafka_contained_failures_total");
			assertThat(Promtool.run(ours, "check", "metrics")).isEmpty();
		}
	}

}
