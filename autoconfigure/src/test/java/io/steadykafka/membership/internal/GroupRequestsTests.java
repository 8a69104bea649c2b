package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.steadykafka.membership.internal.GroupInspection.Kind;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OtherMember;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Looks at groups of a real broker.
 */
class GroupRequestsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final Broker broker = Broker.shared();

	private final GroupRequests requests = new GroupRequests(this.broker.admin(), TIMEOUT);

	@Test
	void aGroupThatIsNotThereIsFree() throws TimeoutException {
		assertThat(this.requests.inspect("no-such-group"))
			.isEqualTo(new GroupInspection("", true, Kind.FREE, 0, "", List.of(), Map.of()));
	}

	@Test
	void aGroupTellsItsProtocolAssignorAndStaticMembers() throws TimeoutException {
		this.broker.createTopic("looked-at", 2);
		try (OtherMember member = OtherMember.join(this.broker, "looked-at",
				Map.of("group.instance.id", "one", "partition.assignment.strategy", RangeAssignor.class.getName()))) {
			GroupInspection inspection = this.requests.inspect("looked-at");
			assertThat(member.owned()).hasSize(2);
			assertThat(inspection.isKnown()).isTrue();
			assertThat(inspection.kind()).isEqualTo(Kind.CLASSIC);
			assertThat(inspection.members()).isEqualTo(1);
			assertThat(inspection.assignor()).isEqualTo("range");
			assertThat(inspection.staticMembers()).containsOnlyKeys("one");
		}
		assertThat(this.requests.inspect("looked-at").staticMembers()).containsOnlyKeys("one");
		this.requests.remove("looked-at", Set.of("one"));
		assertThat(this.requests.inspect("looked-at").kind()).isEqualTo(Kind.FREE);
	}

	@Test
	void aGroupOfTheConsumerProtocolHasItsAssignorOnTheBrokers() throws TimeoutException {
		this.broker.createTopic("looked-at-consumer", 2);
		try (OtherMember member = OtherMember.join(this.broker, "looked-at-consumer",
				Map.of("group.protocol", "consumer"))) {
			GroupInspection inspection = this.requests.inspect("looked-at-consumer");
			assertThat(member.owned()).hasSize(2);
			assertThat(inspection.kind()).isEqualTo(Kind.CONSUMER);
			assertThat(inspection.assignor()).isEmpty();
		}
	}

	@Test
	void brokersThatAreAwayAreWaitedForNoLongerThanTheLimit() {
		GroupRequests nowhere = new GroupRequests(Admin.create(Map.of("bootstrap.servers", List.of("localhost:1"))),
				Duration.ofMillis(200));
		assertThatExceptionOfType(org.apache.kafka.common.errors.TimeoutException.class)
			.isThrownBy(() -> nowhere.inspect("any"));
	}

}
