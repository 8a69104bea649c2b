package io.steadykafka.watchdog;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import io.steadykafka.watchdog.internal.diagnosis.MemberKind;
import io.steadykafka.watchdog.internal.diagnosis.PollFailure;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Groups and brokers that can't have the consumer protocol that was asked for, found only
 * when a member joins.
 */
@ExtendWith(OutputCaptureExtension.class)
class GroupConversionTests {

	private static final String CONSUMER = "steady.kafka.membership.protocol=consumer";

	private final Broker broker = Broker.shared();

	@Test
	void aMemberWhoseAssignorKeepsDataIsNamed(CapturedOutput output) {
		this.broker.createTopic("keeping", 2);
		ForeignMember other = new ForeignMember(this.broker.servers(), "keeping",
				Map.of("partition.assignment.strategy", KeepingAssignor.class.getName(), "client.id", "foreign-1"));
		try (WatchdogApp app = WatchdogApp.start(this.broker.servers(), "keeping", CONSUMER)) {
			WatchdogApp.await().untilAsserted(() -> assertThat(app.detail("membership")).contains("foreign-1 at "));
			assertThat(app.status()).isEqualTo("DEGRADED");
			assertThat(app.detail("watchdog[0].reason")).contains("can't convert its group");
			assertThat(app.detail("watchdog[0].remedy")).contains("librdkafka's cooperative-sticky")
				.contains("steady.kafka.membership.protocol=classic")
				.doesNotContain("use brokers that have");
			assertThat(output).contains("listener 'orders' can't speak the consumer protocol yet")
				.contains("foreign-1 at ");
			other.close();
			app.awaitPartitions(2);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
			assertThat(app.detail("membership")).isEqualTo("null");
		}
		finally {
			other.close();
		}
	}

	@Test
	void brokersWithoutTheProtocolThatCouldNotBeAskedInTimeAreDown() {
		try (BrokerProcess old = new BrokerProcess(Map.of(), "--feature", "group.version=0")) {
			old.start();
			old.createTopic("not-asked", 2);
			try (WatchdogApp app = WatchdogApp.start(old.servers(), "not-asked", CONSUMER,
					"steady.kafka.membership.inspection-timeout=1ms")) {
				WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("DOWN"));
				assertThat(app.detail("watchdog[0].reason")).contains("UnsupportedVersionException")
					.contains("a restart did not help");
				assertThat(app.detail("watchdog[0].remedy")).contains("steady.kafka.membership.protocol=classic");
			}
		}
	}

	@Test
	void theRemedyGoesWithTheBrokersReason() {
		assertThat(remedy("Cannot upgrade classic group g to consumer group because online upgrade is disabled."))
			.contains("group.consumer.migration.policy");
		assertThat(remedy("Cannot upgrade classic group g to consumer group: userData from a custom assignor would "
				+ "be lost."))
			.contains("librdkafka");
		assertThat(remedy("Cannot upgrade classic group g to consumer group because the group does not use the "
				+ "consumer embedded protocol."))
			.startsWith("stop the other members");
	}

	private static String remedy(String message) {
		Diagnosis diagnosis = PollFailure
			.of(new GroupIdNotFoundException(message), new MemberKind("group", true, true, "", 45_000, true))
			.orElseThrow()
			.diagnosis();
		assertThat(diagnosis.severity()).isEqualTo(Severity.CURING);
		return diagnosis.remedy();
	}

	/**
	 * Tells each member something beside its partitions.
	 */
	public static final class KeepingAssignor extends RangeAssignor {

		@Override
		public String name() {
			return "keeping";
		}

		@Override
		public GroupAssignment assign(Cluster metadata, GroupSubscription groupSubscription) {
			Map<String, Assignment> assignments = new HashMap<>();
			super.assign(metadata, groupSubscription).groupAssignment()
				.forEach((member, assignment) -> assignments.put(member,
						new Assignment(assignment.partitions(), ByteBuffer.wrap(new byte[] { 1 }))));
			return new GroupAssignment(assignments);
		}

	}

}
