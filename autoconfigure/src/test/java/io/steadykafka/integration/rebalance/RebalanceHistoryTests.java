package io.steadykafka.integration.rebalance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;
import io.steadykafka.rebalance.Rebalances;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.SideBySide;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the recorded rebalances, on a real broker.
 */
class RebalanceHistoryTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final Broker broker = Broker.shared();

	@TestFactory
	Stream<DynamicTest> records() {
		SideBySide scenarios = new SideBySide();
		for (String protocol : List.of("consumer", "cooperative", "eager")) {
			scenarios.add("whoComesAndGoesIsOneRecordEach, " + protocol, () -> whoComesAndGoesIsOneRecordEach(protocol))
				.add("partitionsThatAreAddedAreNamedAsTheCause, " + protocol,
						() -> partitionsThatAreAddedAreNamedAsTheCause(protocol))
				.add("threeMembersThatStartAreOneRecord, " + protocol,
						() -> threeMembersThatStartAreOneRecord(protocol));
			if (!protocol.equals("eager")) {
				scenarios.add("whoDoesNotPollInTimeMissedItsDeadline, " + protocol,
						() -> whoDoesNotPollInTimeMissedItsDeadline(protocol));
			}
		}
		return scenarios
			.add("aTopicThatMatchesThePatternIsAnotherSubscription",
					this::aTopicThatMatchesThePatternIsAnotherSubscription)
			.add("whoseIdAnotherMemberTakesWasFenced", this::whoseIdAnotherMemberTakesWasFenced)
			.run();
	}

	private void whoComesAndGoesIsOneRecordEach(String protocol) {
		String topic = "record-" + protocol;
		this.broker.createTopic(topic, 6);
		try (RunningApp first = start(topic, protocol)) {
			awaitRecords(first, 1);
			assertThat(records(first)).singleElement()
				.returns(Cause.OWN_START, Rebalance::cause)
				.returns(Kind.ASSIGNED, Rebalance::kind);
			assertThat(records(first).get(0).assigned()).hasSize(6);
			try (RunningApp second = start(topic, protocol)) {
				awaitRecords(first, 2);
				awaitRecords(second, 1);
				Rebalance came = records(first).get(1);
				assertThat(came.cause()).isEqualTo(Cause.MEMBERS_CHANGED);
				assertThat(came.kind()).isEqualTo(Kind.REVOKED);
				assertThat(came.revoked()).hasSize(3).doesNotContainAnyElementsOf(came.kept());
				assertThat(came.kept()).hasSize(3);
				assertThat(came.assigned()).isEmpty();
				// Only an eager rebalance stops what it keeps.
				assertThat(came.pauses().keySet())
					.isEqualTo(protocol.equals("eager") ? came.kept() : Map.of().keySet());
				Rebalance start = records(second).get(0);
				assertThat(start.cause()).isEqualTo(Cause.OWN_START);
				assertThat(start.assigned()).isEqualTo(came.revoked());
				if (!protocol.equals("eager")) {
					assertThat(start.longestPause().orElseThrow()).isBetween(Duration.ofMillis(1), start.duration());
				}
			}
			awaitRecords(first, 3);
			Rebalance went = records(first).get(2);
			assertThat(went.cause()).isEqualTo(Cause.MEMBERS_CHANGED);
			assertThat(went.assigned()).hasSize(3);
			assertThat(went.kept()).hasSize(3);
			assertThat(went.kind()).isEqualTo(protocol.equals("eager") ? Kind.REVOKED : Kind.ASSIGNED);
			assertThat(went.generation()).isGreaterThan(records(first).get(0).generation());
		}
	}

	private void threeMembersThatStartAreOneRecord(String protocol) {
		String topic = "record-three-" + protocol;
		this.broker.createTopic(topic, 6);
		try (RunningApp app = start(topic, protocol, "concurrency=3")) {
			Awaitility.await()
				.atMost(LONG)
				.untilAsserted(() -> assertThat(app.membersPartitions("orders")).containsExactly(2, 2, 2));
			awaitRecords(app, 1);
			assertThat(records(app)).singleElement().returns(Cause.OWN_START, Rebalance::cause);
			assertThat(records(app).get(0).assigned()).hasSize(6);
		}
	}

	private void whoDoesNotPollInTimeMissedItsDeadline(String protocol) {
		String topic = "record-deadline-" + protocol;
		this.broker.createTopic(topic, 2);
		CountDownLatch held = new CountDownLatch(1);
		try (RunningApp app = start(topic, protocol, "spring.kafka.consumer.properties.max.poll.interval.ms=3000")) {
			awaitRecords(app, 1);
			app.bean(Worker.class).does((record, consumer) -> held.await());
			this.broker.send(topic, 1, 1);
			try (RunningApp other = start(topic, protocol)) {
				// It gets all of them when the first one is thrown out.
				Awaitility.await()
					.atMost(LONG)
					.untilAsserted(() -> assertThat(other.membersPartitions("orders")).containsExactly(2));
				held.countDown();
				awaitRecords(app, 2);
				Rebalance missed = records(app).get(1);
				assertThat(missed.cause()).isEqualTo(Cause.POLL_DEADLINE_MISSED);
				assertThat(missed.kind()).isEqualTo(Kind.LOST);
				assertThat(missed.lost()).hasSize(2);
				assertThat(missed.assigned()).hasSize(1);
				assertThat(app.health("kafkaRebalance", "$.details.listeners.orders.lost")).isEqualTo("1");
			}
		}
	}

	private void partitionsThatAreAddedAreNamedAsTheCause(String protocol) throws Exception {
		String topic = "record-added-" + protocol;
		this.broker.createTopic(topic, 2);
		try (RunningApp app = start(topic, protocol, "spring.kafka.consumer.properties.metadata.max.age.ms=1000")) {
			awaitRecords(app, 1);
			addPartitions(topic, 4);
			awaitRecords(app, 2);
			assertThat(records(app).get(1).cause()).isEqualTo(Cause.PARTITIONS_ADDED);
			assertThat(records(app).get(1).assigned()).hasSize(2);
			assertThat(app.health("kafkaRebalance", "$.details.listeners.orders.last"))
				.contains("partitions were added");
		}
	}

	private void aTopicThatMatchesThePatternIsAnotherSubscription() {
		this.broker.createTopic("record-pattern-1", 2);
		try (RunningApp app = RunningApp.start(PatternApplication.class, this.broker.servers(),
				"spring.kafka.consumer.properties.metadata.max.age.ms=1000")) {
			awaitRecords(app, 1);
			this.broker.createTopic("record-pattern-2", 2);
			awaitRecords(app, 2);
			assertThat(records(app).get(1).cause()).isEqualTo(Cause.SUBSCRIPTION_CHANGED);
			assertThat(records(app).get(1).assigned()).hasSize(2);
		}
	}

	private void whoseIdAnotherMemberTakesWasFenced() {
		this.broker.createTopic("record-fenced", 2);
		String one = "steady.kafka.membership.instance-id=one";
		try (RunningApp older = start("record-fenced", "cooperative", one)) {
			awaitRecords(older, 1);
			try (RunningApp newer = start("record-fenced", "cooperative", one)) {
				awaitRecords(newer, 1);
				awaitRecords(older, 2);
				assertThat(records(older).get(1).cause()).isEqualTo(Cause.FENCED);
			}
		}
	}

	private void addPartitions(String topic, int total) throws InterruptedException, ExecutionException {
		try (Admin admin = this.broker.admin()) {
			admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total))).all().get();
		}
	}

	private RunningApp start(String topic, String protocol, String... more) {
		List<String> all = new ArrayList<>(List.of(more));
		all.addAll(List.of("topic=" + topic, "group=" + topic));
		if (protocol.equals("consumer")) {
			all.add("spring.kafka.consumer.properties.group.protocol=consumer");
		}
		if (protocol.equals("eager")) {
			all.add("spring.kafka.consumer.properties.partition.assignment.strategy="
					+ "org.apache.kafka.clients.consumer.RangeAssignor");
			all.add("spring.kafka.consumer.properties.heartbeat.interval.ms=500");
		}
		return RunningApp.start(WorkApplication.class, this.broker.servers(), all.toArray(String[]::new));
	}

	private static void awaitRecords(RunningApp app, int number) {
		Awaitility.await()
			.atMost(LONG)
			.untilAsserted(() -> assertThat(records(app)).hasSizeGreaterThanOrEqualTo(number));
		assertThat(records(app)).hasSize(number);
	}

	private static List<Rebalance> records(RunningApp app) {
		List<Rebalance> oldestFirst = new ArrayList<>();
		app.bean(Rebalances.class).recent().forEach((rebalance) -> oldestFirst.add(0, rebalance));
		return oldestFirst;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PatternApplication {

		@KafkaListener(id = "orders", topicPattern = "record-pattern-.*", groupId = "record-pattern")
		void handle(String order) {
		}

	}

}
