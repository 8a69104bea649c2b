package io.steadykafka.integration.lag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.InstanceProcess;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the sum of the lag over the remaining instances after one of them is killed.
 */
class LagAfterCrashTests {

	private static final int PARTITIONS = 6;

	private static final Duration SESSION = Duration.ofSeconds(6);

	/** It began with the last heartbeat, which is half a second old at most. */
	private static final Duration SURELY_IN_SESSION = Duration.ofSeconds(4);

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void theSumIsRightWithinAnIntervalOfTheEndOfTheSession(String protocol) {
		String topic = "crash-orders-" + protocol;
		this.broker.createTopic(topic, PARTITIONS);
		int lag = this.broker.send(topic, PARTITIONS, 10);
		String[] properties = properties(topic, protocol);
		try (RunningApp survivor = RunningApp.start(OrdersApplication.class, this.broker.servers(), properties);
				InstanceProcess other = InstanceProcess.start(OrdersApplication.class, this.broker.servers(),
						properties)) {
			await(Duration.ofSeconds(60))
				.until(() -> share(other).size() == PARTITIONS / 2 && sum(survivor, other) == lag);
			// Over several samples.
			await(INTERVAL.multipliedBy(4)).during(INTERVAL.multipliedBy(2)).until(() -> sum(survivor, other) == lag);

			double own = sum(share(survivor));
			long killed = System.nanoTime();
			other.kill();
			// The session ends no later than that long after the kill.
			await(SESSION.plus(INTERVAL)).until(() -> {
				double sum = sum(survivor, other);
				if (System.nanoTime() - killed < SURELY_IN_SESSION.toNanos()) {
					// Nobody can know of it yet.
					assertThat(sum).isEqualTo(own).isLessThan(lag);
				}
				assertThat(sum).isBetween(own, (double) lag);
				return sum == lag;
			});
			await(INTERVAL.multipliedBy(2)).during(INTERVAL).until(() -> sum(survivor, other) == lag);
		}
	}

	private String[] properties(String topic, String protocol) {
		List<String> properties = new ArrayList<>(
				List.of("topic=" + topic, "group=" + topic, "paused=true", "steady.kafka.lag.interval=" + INTERVAL));
		if (protocol.equals("consumer")) {
			this.broker.configureGroup(topic, Map.of("consumer.session.timeout.ms", String.valueOf(SESSION.toMillis()),
					"consumer.heartbeat.interval.ms", "500"));
			properties.add("spring.kafka.consumer.properties.group.protocol=consumer");
		}
		else {
			properties.add("steady.kafka.membership.session-timeout=" + SESSION);
		}
		return properties.toArray(String[]::new);
	}

	/**
	 * Scrape both instances. No partition may be on both.
	 */
	private static double sum(RunningApp survivor, InstanceProcess other) {
		Map<String, Double> first = share(survivor);
		Map<String, Double> second = share(other);
		assertThat(first).doesNotContainKeys(second.keySet().toArray(String[]::new));
		return sum(first) + sum(second);
	}

	private static double sum(Map<String, Double> share) {
		return share.values().stream().mapToDouble((lag) -> lag).sum();
	}

	private static Map<String, Double> share(RunningApp app) {
		return share(app.scrape());
	}

	private static Map<String, Double> share(InstanceProcess app) {
		return share(app.scrape());
	}

	private static Map<String, Double> share(Map<String, Double> series) {
		Map<String, Double> lags = new HashMap<>(series);
		lags.keySet().removeIf((name) -> !name.startsWith("steady_kafka_lag_records{"));
		return lags;
	}

	private static ConditionFactory await(Duration limit) {
		return Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(limit);
	}

}
