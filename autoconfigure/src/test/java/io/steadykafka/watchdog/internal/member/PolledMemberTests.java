package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.steadykafka.testing.Records;
import io.steadykafka.watchdog.internal.diagnosis.MemberKind;
import io.steadykafka.watchdog.internal.diagnosis.MemberSnapshot;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PolledMember}.
 */
class PolledMemberTests {

	private static final MetricName HEARTBEAT = new MetricName("last-heartbeat-seconds-ago",
			"consumer-coordinator-metrics", "", Map.of());

	private static final MetricName RESPONSES = new MetricName("response-total", "consumer-metrics", "", Map.of());

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final TopicPartition OTHER = new TopicPartition("orders", 1);

	private final Map<MetricName, Metric> metrics = new HashMap<>();

	private long nanoTime;

	@Test
	void heartbeatsAndAnswersAreThoseOfTheConsumer() {
		PolledMember member = member(true);
		member.assigned();
		assertThat(snapshot(member).noHeartbeat()).isZero();
		set(HEARTBEAT, -1);
		assertThat(snapshot(member).noHeartbeat()).isZero();
		set(HEARTBEAT, 70);
		set(RESPONSES, 5);
		pass(10);
		assertThat(snapshot(member).noHeartbeat()).isEqualTo(Duration.ofSeconds(70));
		assertThat(snapshot(member).silence()).isZero();
		pass(40);
		assertThat(snapshot(member).silence()).isEqualTo(Duration.ofSeconds(40));
		set(RESPONSES, 6);
		assertThat(snapshot(member).silence()).isZero();
	}

	@Test
	void whoSpeaksTheClassicProtocolSendsNoHeartbeatsWhileItJoinsAgain() {
		PolledMember member = member(false);
		pass(10);
		set(HEARTBEAT, -1);
		assertThat(snapshot(member).outside()).isEqualTo(Duration.ofSeconds(10));
		member.assigned();
		set(HEARTBEAT, 3);
		assertThat(snapshot(member).outside()).isEqualTo(Duration.ofSeconds(3));
		set(HEARTBEAT, 400);
		set(RESPONSES, 5);
		assertThat(snapshot(member).outside()).isEqualTo(Duration.ofSeconds(400));
		assertThat(snapshot(member).noHeartbeat()).isZero();
		assertThat(snapshot(member).silence()).isZero();
	}

	@Test
	void theListenerIsBusyFromPollToPoll() {
		PolledMember member = member(false);
		member.returned(ConsumerRecords.empty());
		pass(5);
		assertThat(snapshot(member).inHand()).isZero();
		member.began();
		member.returned(Records.at(PARTITION, 0, 1));
		pass(7);
		assertThat(snapshot(member).inHand()).isEqualTo(Duration.ofSeconds(7));
		member.began();
		assertThat(snapshot(member).inHand()).isZero();
		assertThat(member.busyUntil(this.nanoTime)).isEqualTo(Duration.ofSeconds(7).toNanos());
	}

	@Test
	void positionsAreReadOnlyWhereTheyWereAskedFor() {
		PolledMember member = member(false);
		assertThat(member.wanted()).isEmpty();
		member.question().ask(Set.of(PARTITION, OTHER));
		assertThat(member.wanted()).containsOnly(PARTITION, OTHER);
		member.returned(Records.at(PARTITION, 0, 1));
		assertThat(member.question().isOpen()).isTrue();
		member.positions(Map.of(PARTITION, 7L));
		assertThat(member.wanted()).isEmpty();
		PositionQuestion.Answer answer = member.question().take();
		assertThat(answer.position(PARTITION)).isEqualTo(7);
		assertThat(answer.position(OTHER)).isEqualTo(-1);
		assertThat(answer.isDelivered(PARTITION)).isTrue();
		assertThat(answer.isDelivered(OTHER)).isFalse();
	}

	@Test
	void anAnswerTellsWhatCameSinceTheOneBefore() {
		PolledMember member = member(false);
		member.returned(Records.at(PARTITION, 0, 1));
		assertThat(member.threw(new WakeupException())).isFalse();
		assertThat(ask(member).isDelivered(OTHER)).isFalse();
		assertThat(ask(member).isDelivered(PARTITION)).isFalse();
		assertThat(ask(member).isDelivered(PARTITION)).isFalse();
	}

	@Test
	void whoIsPolledForAWhileWithoutBeingRefusedIsRefusedNoLonger() {
		PolledMember member = member(false);
		member.threw(new TopicAuthorizationException("orders"));
		pass(60);
		member.began();
		pass(5);
		member.returned(ConsumerRecords.empty());
		assertThat(member.hasFailed()).isTrue();
		member.began();
		pass(1);
		member.returned(ConsumerRecords.empty());
		assertThat(member.hasFailed()).isFalse();
	}

	@Test
	void whoIsRefusedAgainMeanwhileIsRefusedStill() {
		PolledMember member = member(false);
		for (int i = 0; i < 3; i++) {
			member.threw(new TopicAuthorizationException("orders"));
			member.began();
			pass(5);
			member.returned(ConsumerRecords.empty());
			member.began();
		}
		assertThat(member.hasFailed()).isTrue();
	}

	private static PositionQuestion.Answer ask(PolledMember member) {
		member.question().ask(Set.of(PARTITION));
		member.positions(Map.of(PARTITION, 7L));
		return member.question().take();
	}

	private PolledMember member(boolean consumerProtocol) {
		return new PolledMember(new MemberKind("group", true, consumerProtocol, "", 45_000, true), () -> this.metrics,
				() -> {
				}, () -> this.nanoTime);
	}

	private static MemberSnapshot snapshot(PolledMember member) {
		return member.snapshot(Duration.ZERO, Duration.ZERO);
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
