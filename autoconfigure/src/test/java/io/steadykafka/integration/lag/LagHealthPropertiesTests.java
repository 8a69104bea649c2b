package io.steadykafka.integration.lag;

import java.time.Duration;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the properties that say when lag is a problem and what its status is.
 */
class LagHealthPropertiesTests {

	private static final String GROUP = "$.details.groups.lag-health.";

	private final Broker broker = Broker.shared();

	@Test
	void aProblemIsWhatIsChosenAfterTheGraceAndUntilTheHold() {
		this.broker.createTopic("lag-health", 1);
		try (RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=lag-health",
				"group=lag-health", "spring.kafka.consumer.auto-offset-reset=earliest",
				"steady.kafka.health.lag.threshold=2", "steady.kafka.health.lag.problem-status=down",
				"steady.kafka.health.lag.grace=6s", "steady.kafka.health.lag.recovery-delay=6s")) {
			await().untilAsserted(() -> assertThat(reason(app)).isEqualTo("within the threshold"));
			Gate gate = app.bean(Gate.class);
			gate.close();
			this.broker.send("lag-health", 1, 5);
			await().untilAsserted(() -> assertThat(app.get("/actuator/health/kafkaLag").body())
				.contains("lag above the threshold", "it is worse, but not for 6 s yet", "\"status\":\"UP\""));
			await().untilAsserted(() -> assertThat(app.get("/actuator/health/kafkaLag").statusCode()).isEqualTo(503));
			assertThat(app.health("kafkaLag", "$.status")).isEqualTo("DOWN");
			gate.open();
			await().untilAsserted(() -> assertThat(app.get("/actuator/health/kafkaLag").body())
				.contains("within the threshold", "it is better, but not for 6 s yet", "\"status\":\"DOWN\""));
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP"));
		}
	}

	private static String reason(RunningApp app) {
		return app.health("kafkaLag", GROUP + "reason");
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

}
