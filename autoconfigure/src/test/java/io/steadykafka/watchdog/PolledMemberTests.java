package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PolledMember}.
 */
class PolledMemberTests {

	private static final MetricName HEARTBEAT = new MetricName("last-heartbeat-seconds-ago",
			"consumer-coordinator-metrics", "", Map.of());

	private static final MetricName RESPONSES = new MetricName("response-total", "consumer-metrics", "", Map.of());

	private final Map<MetricName, Metric> metrics = new HashMap<>();

	private long nanoTime;

	@Test
	void heartbeatsAndAnswersAreThoseOfTheConsumer() {
		PolledMember member = member(true);
		member.assigned();
		assertThat(look(member).noHeartbeat()).isZero();
		set(HEARTBEAT, -1);
		assertThat(look(member).noHeartbeat()).isZero();
		set(HEARTBEAT, 70);
		set(RESPONSES, 5);
		pass(10);
		assertThat(look(member).noHeartbeat()).isEqualTo(Duration.ofSeconds(70));
		assertThat(look(member).silence()).isZero();
		pass(40);
		assertThat(look(member).silence()).isEqualTo(Duration.ofSeconds(40));
		set(RESPONSES, 6);
		assertThat(look(member).silence()).isZero();
	}

	@Test
	void whoSpeaksTheClassicProtocolIsNotMeasuredByHeartbeats() {
		set(HEARTBEAT, 70);
		assertThat(look(member(false)).noHeartbeat()).isZero();
	}

	@Test
	void theListenerIsBusyFromPollToPoll() {
		PolledMember member = member(false);
		member.returned(0);
		pass(5);
		assertThat(look(member).inHand()).isZero();
		member.began();
		member.returned(3);
		pass(7);
		assertThat(look(member).inHand()).isEqualTo(Duration.ofSeconds(7));
		member.began();
		assertThat(look(member).inHand()).isZero();
		assertThat(member.busyUntil(this.nanoTime)).isEqualTo(Duration.ofSeconds(7).toNanos());
	}

	private PolledMember member(boolean consumerProtocol) {
		return new PolledMember(true, consumerProtocol, () -> this.metrics, () -> {
		}, () -> this.nanoTime);
	}

	private static MemberSight look(PolledMember member) {
		return member.look(Duration.ZERO);
	}

	private void pass(int seconds) {
		this.nanoTime += Duration.ofSeconds(seconds).toNanos();
	}

	private void set(MetricName name, double value) {
		this.metrics.put(name, new Metric() {

			@Override
			public MetricName metricName() {
				return name;
			}

			@Override
			public Object metricValue() {
				return value;
			}
		});
	}

}
