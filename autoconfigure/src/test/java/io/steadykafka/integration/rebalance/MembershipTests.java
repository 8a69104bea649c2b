package io.steadykafka.integration.rebalance;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.lint.internal.Finding;
import io.steadykafka.lint.internal.Lint;
import io.steadykafka.listener.Setting;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalances;
import io.steadykafka.startup.StartupReport;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.OtherMember;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests how members join groups of real brokers.
 */
@ExtendWith(OutputCaptureExtension.class)
class MembershipTests {

	private static final String ASSIGNOR = "partition.assignment.strategy";

	private static final String PROTOCOL = "group.protocol";

	private static final Map<String, Object> RANGE_ONLY = Map.of(ASSIGNOR, RangeAssignor.class.getName());

	private static final Map<String, Object> COOPERATIVE_ONLY = Map.of(ASSIGNOR,
			CooperativeStickyAssignor.class.getName());

	private final Broker broker = Broker.shared();

	@Test
	void autoSpeaksTheConsumerProtocolInAFreeGroup() {
		this.broker.createTopic("auto-free", 2);
		try (RunningApp app = start("auto-free", "steady.kafka.membership.protocol=auto",
				"steady.kafka.membership.assignor=range")) {
			awaitHandled(app, this.broker.send("auto-free", 2, 10));
			assertThat(setting(app, PROTOCOL).value()).isEqualTo("consumer");
			assertThat(setting(app, "group.remote.assignor").value()).isEqualTo("range");
		}
	}

	@Test
	void autoStaysWithTheClassicProtocolAmongClassicMembers() {
		this.broker.createTopic("auto-classic", 2);
		try (OtherMember other = OtherMember.join(this.broker, "auto-classic", Map.of());
				RunningApp app = start("auto-classic", "steady.kafka.membership.protocol=auto")) {
			Awaitility.await().until(() -> app.membersPartitions("orders").contains(1) && other.owned().size() == 1);
			assertThat(setting(app, PROTOCOL).value()).isEqualTo("classic");
			assertThat(setting(app, PROTOCOL).note())
				.startsWith("a member of the group speaks the classic protocol: stop");
		}
	}

	@Test
	void aGroupOfClassicMembersIsConvertedOnRequest() {
		this.broker.createTopic("convert", 2);
		try (OtherMember other = OtherMember.join(this.broker, "convert", Map.of());
				RunningApp app = start("convert", "steady.kafka.membership.protocol=consumer")) {
			Awaitility.await().until(() -> app.membersPartitions("orders").contains(1) && other.owned().size() == 1);
			assertThat(setting(app, PROTOCOL).note()).contains("converted while it runs");
		}
	}

	@Test
	void brokersWithoutTheConsumerProtocolAreFallenBackFromOrRefused(CapturedOutput output) {
		try (BrokerProcess old = new BrokerProcess(Map.of(), "--feature", "group.version=0")) {
			old.start();
			old.createTopic("old-broker", 2);
			try (RunningApp app = startOn(old.servers(), "old-broker", "steady.kafka.membership.protocol=auto")) {
				Awaitility.await().until(() -> app.membersPartitions("orders").contains(2));
				assertThat(setting(app, PROTOCOL).value()).isEqualTo("classic");
				assertThat(setting(app, PROTOCOL).note()).contains("do not speak the consumer protocol");
			}
			assertThatException().isThrownBy(
					() -> startOn(old.servers(), "old-broker", "steady.kafka.membership.protocol=consumer").close());
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("steady.kafka.membership.protocol")
				.contains("Listener 'orders' can't speak it: the brokers do not speak the consumer protocol");
		}
	}

	@Test
	void brokersThatAreAwayHoldTheStartUpForTheLimitOnly() {
		long start = System.nanoTime();
		try (RunningApp app = startOn("localhost:1", "away", "steady.kafka.membership.protocol=auto",
				"steady.kafka.membership.inspection-timeout=100ms")) {
			assertThat(setting(app, PROTOCOL).note())
				.isEqualTo("the group could not be inspected: no answer from the brokers within 100 ms");
			assertThat(app.health("kafkaConsumers", "$.details.listeners.orders.membership"))
				.startsWith("it speaks the classic protocol because its group could not be inspected (no answer");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
		}
	}

	@Test
	void afterACrashUnderTheConsumerProtocolTheSameInstanceTakesItsPartitionsOver(CapturedOutput output) {
		this.broker.createTopic("take-over", 4);
		OtherMember crashed = OtherMember.join(this.broker, "take-over",
				Map.of(PROTOCOL, "consumer", "group.instance.id", "pod-7-orders-0"));
		crashed.crash();
		int sent = this.broker.send("take-over", 4, 20);
		try (RunningApp app = start("take-over", "steady.kafka.membership.protocol=consumer",
				"spring.main.cloud-platform=kubernetes", "HOSTNAME=pod-7",
				"steady.kafka.membership.static-membership=on")) {
			// The session timeout is 45 s.
			Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> handled(app) == sent);
			assertThat(output)
				.contains("Removed from group 'take-over' what a crash of this instance left: " + "{pod-7-orders-0=");
		}
	}

	@Test
	void aMemberThatNobodyVouchesForIsNotRemoved() {
		this.broker.createTopic("no-take-over", 2);
		try (OtherMember other = OtherMember.join(this.broker, "no-take-over",
				Map.of(PROTOCOL, "consumer", "group.instance.id", "one-orders-0"));
				RunningApp app = start("no-take-over", "steady.kafka.membership.protocol=consumer",
						"steady.kafka.membership.instance-id=one", "steady.kafka.membership.static-membership=on")) {
			int sent = this.broker.send("no-take-over", 2, 10);
			Awaitility.await().until(() -> other.read().size() == sent);
			assertThat(handled(app)).isZero();
		}
	}

	@Test
	void aGroupThatKnowsOnlyRangeIsJoinedWithBoth(CapturedOutput output) {
		this.broker.createTopic("range-only", 2);
		try (OtherMember other = OtherMember.join(this.broker, "range-only", RANGE_ONLY);
				RunningApp app = start("range-only")) {
			Awaitility.await().until(() -> app.membersPartitions("orders").contains(1) && other.owned().size() == 1);
			assertThat(setting(app, ASSIGNOR).value())
				.isEqualTo(RangeAssignor.class.getName() + "," + CooperativeStickyAssignor.class.getName());
			assertThat(setting(app, ASSIGNOR).note()).contains("restart the others one by one");
			assertThat(output).contains("From now on listener 'orders' joins with " + ASSIGNOR + "=")
				.doesNotContain("Consumer exception");
			// Tried once with ours alone, and refused; no loop.
			assertThat(app.scrape()).containsEntry("steady_kafka_watchdog_restarts_total"
					+ "{group=\"range-only\",listener=\"orders\",state=\"protocol_mismatch\"}", 1.0);
			Awaitility.await()
				.untilAsserted(() -> assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP"));
		}
	}

	@Test
	void aNewcomerDoesNotWaitForItsHeartbeatToGetItsPartitions() {
		this.broker.createTopic("second-round", 4);
		String heartbeat = "steady.kafka.membership.heartbeat-interval=4s";
		try (RunningApp first = start("second-round", heartbeat)) {
			Awaitility.await().until(() -> first.membersPartitions("orders").contains(4));
			try (RunningApp second = start("second-round", heartbeat)) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.until(() -> second.membersPartitions("orders").contains(2));
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.until(() -> !second.bean(Rebalances.class).recent().isEmpty());
				Rebalance joined = second.bean(Rebalances.class).recent().get(0);
				assertThat(joined.generation()).isEqualTo(joined.firstGeneration() + 1);
				assertThat(joined.duration()).isLessThan(Duration.ofSeconds(3));
			}
		}
	}

	@Test
	void moreMembersThanPartitionsAreSaidToBeTooMany(CapturedOutput output) {
		this.broker.createTopic("few", 2);
		try (RunningApp app = start("few", "concurrency=3")) {
			assertThat(app.bean(Lint.class).findings()).extracting(Finding::name).containsExactly("concurrency");
			assertThat(output).contains("concurrency=3 is more than the 2 partitions of [few]");
		}
	}

	@Test
	void pollsThatAreTooLargeAreFoundWhereTheyAreNotDeliveredInBatches() {
		this.broker.createTopic("large-polls", 2);
		String interval = "spring.kafka.consumer.max-poll-interval=8s";
		try (RunningApp app = start("large-polls", interval)) {
			assertThat(app.bean(Lint.class).findings()).isEmpty();
		}
		try (RunningApp app = start("large-polls", interval, "steady.kafka.delivery.redo-window=0")) {
			assertThat(app.bean(Lint.class).findings()).extracting(Finding::name).containsExactly("poll-interval");
		}
	}

	@Test
	void membersOfTheGroupAndTheirChangesAreExported() {
		this.broker.createTopic("counted", 2);
		String members = "steady_kafka_group_members{group=\"counted\"}";
		String changes = "steady_kafka_group_member_changes_total{group=\"counted\"}";
		try (RunningApp app = start("counted")) {
			Awaitility.await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(members, 1.0));
			double before = app.scrape().get(changes);
			try (OtherMember other = OtherMember.join(this.broker, "counted", COOPERATIVE_ONLY)) {
				Awaitility.await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(members, 2.0));
				assertThat(other.owned()).hasSize(1);
			}
			Awaitility.await().untilAsserted(() -> assertThat(app.scrape()).containsEntry(members, 1.0));
			assertThat(app.scrape()).containsEntry(changes, before + 2);
		}
	}

	@Test
	void withoutRestartsAGroupThatUsesRangeIsJoinedWithBothFromTheStart(CapturedOutput output) {
		this.broker.createTopic("range-first", 2);
		try (OtherMember other = OtherMember.join(this.broker, "range-first", RANGE_ONLY);
				RunningApp app = start("range-first", "steady.kafka.watchdog.enabled=false")) {
			Awaitility.await().until(() -> app.membersPartitions("orders").contains(1) && other.owned().size() == 1);
			assertThat(setting(app, ASSIGNOR).note()).contains("members of the group know only range");
			assertThat(output).doesNotContain("InconsistentGroupProtocolException");
		}
	}

	private RunningApp start(String topic, String... more) {
		return startOn(this.broker.servers(), topic, more);
	}

	private static RunningApp startOn(String servers, String topic, String... more) {
		String[] all = new String[more.length + 2];
		System.arraycopy(more, 0, all, 2, more.length);
		all[0] = "topic=" + topic;
		all[1] = "group=" + topic;
		return RunningApp.start(WorkApplication.class, servers, all);
	}

	private static Setting setting(RunningApp app, String name) {
		return app.bean(StartupReport.class)
			.listeners()
			.get(0)
			.settings()
			.stream()
			.filter((setting) -> setting.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static void awaitHandled(RunningApp app, int records) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> handled(app) == records);
	}

	private static int handled(RunningApp app) {
		return app.bean(Worker.class).handled().size();
	}

}
