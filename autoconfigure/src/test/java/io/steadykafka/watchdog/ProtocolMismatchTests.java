package io.steadykafka.watchdog;

import java.util.Map;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members that their group does not take, on a real broker.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProtocolMismatchTests {

	/**
	 * The application's own choice stays, whatever the group uses.
	 */
	private static final String CHOSEN = "spring.kafka.consumer.properties.partition.assignment.strategy="
			+ CooperativeStickyAssignor.class.getName();

	private final Broker broker = Broker.shared();

	@Test
	void itDoesNotLoopAndJoinsWhenTheOthersAreGone(CapturedOutput output) {
		this.broker.createTopic("mismatch", 2);
		ForeignMember range = rangeMember("mismatch");
		try (WatchdogApp app = WatchdogApp.start(this.broker.servers(), "mismatch", CHOSEN)) {
			WatchdogApp.await().untilAsserted(() -> assertThat(app.restarts("protocol_mismatch")).isGreaterThan(2));
			assertThat(app.status()).isEqualTo("DEGRADED");
			assertThat(app.detail("watchdog[0].reason")).contains("InconsistentGroupProtocolException");
			assertThat(app.detail("watchdog[0].remedy")).contains("partition.assignment.strategy");
			range.close();
			app.awaitPartitions(2);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
			int sent = this.broker.send("mismatch", 2, 3);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.app().bean(Worker.class).handled()).hasSize(sent));
		}
		// One line of the watchdog's, none of the container's.
		assertThat(output.toString().split("listener 'orders', PROTOCOL_MISMATCH", -1)).hasSize(2);
		assertThat(output).doesNotContain("Consumer exception");
	}

	@Test
	void withoutRestartsItIsDownAndTriesAgainNowAndThen(CapturedOutput output) {
		this.broker.createTopic("mismatch-down", 2);
		ForeignMember range = rangeMember("mismatch-down");
		try (WatchdogApp app = WatchdogApp.start(this.broker.servers(), "mismatch-down", CHOSEN,
				"steady.kafka.watchdog.restart=false")) {
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("DOWN"));
			range.close();
			app.awaitPartitions(2);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
			assertThat(app.restarts()).isZero();
		}
		assertThat(output.toString().split("listener 'orders', PROTOCOL_MISMATCH", -1)).hasSize(2);
	}

	private ForeignMember rangeMember(String topic) {
		return new ForeignMember(this.broker.servers(), topic,
				Map.of("partition.assignment.strategy", RangeAssignor.class.getName()));
	}

}
