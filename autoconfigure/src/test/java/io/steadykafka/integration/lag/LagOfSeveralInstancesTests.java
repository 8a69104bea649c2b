package io.steadykafka.integration.lag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the sum of the lag over all instances is the group's lag.
 */
class LagOfSeveralInstancesTests {

	private static final int PARTITIONS = 6;

	private static final Duration INTERVAL = Duration.ofSeconds(3);

	/**
	 * A sample takes a moment, and so does a scrape.
	 */
	private static final Duration WITHIN_AN_INTERVAL = INTERVAL.plusSeconds(1);

	private final Broker broker = Broker.shared();

	private final List<RunningApp> apps = new ArrayList<>();

	@Test
	void theSumIsTheGroupsLagWhileInstancesComeAndGo() {
		this.broker.createTopic("instances-orders", PARTITIONS);
		try (RunningApp first = start()) {
			awaitPartitions(first, PARTITIONS);
			int lag = this.broker.send("instances-orders", PARTITIONS, 10);
			awaitSum(lag);
			try (RunningApp second = start()) {
				awaitPartitions(first, PARTITIONS / 2);
				awaitPartitions(second, PARTITIONS / 2);
				awaitSum(lag);
				assertThat(sum(second)).isBetween(1.0, lag - 1.0);
				this.apps.remove(second);
			}
			awaitPartitions(first, PARTITIONS);
			awaitSum(lag);
		}
	}

	/**
	 * Wait for the sum for an interval, once a rebalance is over. It may be too little
	 * for a moment and is never too much.
	 */
	private void awaitSum(int lag) {
		Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(WITHIN_AN_INTERVAL).until(() -> {
			double sum = this.apps.stream().mapToDouble(LagOfSeveralInstancesTests::sum).sum();
			assertThat(sum).isLessThanOrEqualTo(lag);
			return sum == lag;
		});
	}

	private static double sum(RunningApp app) {
		return app.scrape()
			.entrySet()
			.stream()
			.filter((series) -> series.getKey().startsWith("steady_kafka_lag_records{"))
			.mapToDouble((series) -> series.getValue())
			.sum();
	}

	private static void awaitPartitions(RunningApp app, int partitions) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(app.membersPartitions("orders")).containsExactly(partitions));
	}

	private RunningApp start() {
		RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=instances-orders",
				"group=instances", "spring.kafka.listener.auto-startup=false", "steady.kafka.lag.interval=" + INTERVAL);
		// It owns partitions and reads nothing.
		app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").pause();
		app.start("orders");
		this.apps.add(app);
		return app;
	}

}
