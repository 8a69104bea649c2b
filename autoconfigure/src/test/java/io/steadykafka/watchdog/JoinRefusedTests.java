package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.stream.Stream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.SideBySide;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members that the brokers do not let join for good, on a real broker.
 */
@ExtendWith(OutputCaptureExtension.class)
class JoinRefusedTests {

	private final Broker broker = Broker.shared();

	@TestFactory
	Stream<DynamicTest> sayWhatToSet(CapturedOutput output) {
		return new SideBySide().add("a session of 1 s", () -> aSessionOf(1_000, output))
			.add("a session of 2 h", () -> aSessionOf(7_200_000, output))
			.run();
	}

	private void aSessionOf(int millis, CapturedOutput output) {
		String topic = "session-" + millis;
		this.broker.createTopic(topic, 1);
		try (WatchdogApp app = WatchdogApp.start(this.broker.servers(), topic,
				"steady.kafka.watchdog.backoff.max-interval=1m",
				"spring.kafka.consumer.properties.session.timeout.ms=" + millis,
				"spring.kafka.consumer.properties.heartbeat.interval.ms=300",
				"spring.kafka.consumer.properties.group.protocol=classic")) {
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("DOWN"));
			assertThat(app.found("join_refused")).isOne();
			assertThat(app.detail("reason")).contains("do not let it join group '" + topic + "'");
			assertThat(app.detail("remedy")).contains("session.timeout.ms, which is " + millis,
					"group.max.session.timeout.ms");
			assertThat(app.restarts()).isZero();
			int before = lines(output, topic);
			Awaitility.await()
				.during(Duration.ofSeconds(5))
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(lines(output, topic) - before).isLessThan(3));
		}
	}

	private static int lines(CapturedOutput output, String topic) {
		return (int) output.toString()
			.lines()
			.filter((line) -> line.contains("ERROR") && line.contains("groupId=" + topic))
			.count();
	}

}
