package io.steadykafka.watchdog;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.Worker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners that do not come back, and listeners that throw an error, on a real broker.
 */
class HungListenerTests {

	private final Broker broker = Broker.shared();

	@Test
	void isWarnedOfThenDownAndRecoversByItself() {
		this.broker.createTopic("hung", 1);
		try (WatchdogApp app = WatchdogApp.start(OrdersApplication.class, this.broker.servers(), "hung",
				"spring.kafka.consumer.properties.max.poll.interval.ms=6000",
				"steady.kafka.watchdog.hung-warning-ratio=0.3")) {
			app.awaitPartitions(1);
			Gate gate = app.app().bean(Gate.class);
			gate.close();
			this.broker.send("hung", 1, 1);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.found("slow_listener")).isOne());
			assertThat(app.status()).isEqualTo("DEGRADED");
			WatchdogApp.await().untilAsserted(() -> assertThat(app.found("hung_listener")).isOne());
			assertThat(app.status()).isEqualTo("DOWN");
			assertThat(app.detail("watchdog[0].remedy")).contains("thread dump");
			gate.open();
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
			assertThat(app.restarts()).isZero();
		}
	}

	@Test
	void anErrorStopsTheListenerAndNobodyRestartsIt() {
		this.broker.createTopic("broken", 1);
		try (WatchdogApp app = WatchdogApp.start(this.broker.servers(), "broken")) {
			app.awaitPartitions(1);
			app.app().bean(Worker.class).does((record, consumer) -> {
				throw new StackOverflowError("expected by the test");
			});
			this.broker.send("broken", 1, 1);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.detail("reason")).contains("an Error was thrown"));
			assertThat(app.status()).isEqualTo("DOWN");
			assertThat(app.detail("remedy")).contains("restart the application");
			assertThat(app.container().isRunning()).isFalse();
			assertThat(app.restarts()).isZero();
		}
	}

}
