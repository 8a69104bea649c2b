package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.membership.internal.GroupInspection.Kind;
import io.steadykafka.membership.internal.JoinCandidate.Refused;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AssignorDecision}.
 */
class AssignorDecisionTests {

	private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

	private static final String RANGE = RangeAssignor.class.getName();

	private static final Refused REFUSED = new Refused(true, false);

	@Test
	void aGroupWithoutAnAssignorOrWithOursIsJoinedWithOursAlone() {
		for (String present : List.of("", "cooperative-sticky")) {
			assertThat(decide(present, Refused.NOTHING, true).value()).isEqualTo(COOPERATIVE);
			assertThat(decide(present, Refused.NOTHING, false).note()).isEmpty();
		}
		assertThat(decide("cooperative-sticky", REFUSED, true).value()).isEqualTo(COOPERATIVE);
	}

	@Test
	void aGroupThatUsesRangeIsOfferedOursAloneFirst() {
		Setting setting = decide("range", Refused.NOTHING, true);
		assertThat(setting.value()).isEqualTo(COOPERATIVE);
		assertThat(setting.note()).contains("the group uses range now");
	}

	@Test
	void whoIsRefusedOrCannotTryJoinsWithBoth() {
		for (Setting setting : List.of(decide("range", REFUSED, true), decide("range", Refused.NOTHING, false))) {
			assertThat(setting.value()).isEqualTo(RANGE + "," + COOPERATIVE);
			assertThat(setting.origin()).isEqualTo(Origin.STEADY_KAFKA);
			assertThat(setting.note()).isEqualTo("members of the group know only range: once the last of them is gone, "
					+ "restart the others one by one");
		}
		assertThat(decide("roundrobin", REFUSED, true).value())
			.isEqualTo(RoundRobinAssignor.class.getName() + "," + COOPERATIVE);
	}

	@Test
	void whoIsRefusedByAGroupThatTellsNoAssignorAddsRange() {
		assertThat(decide("", REFUSED, true).value()).isEqualTo(RANGE + "," + COOPERATIVE);
	}

	@Test
	void anAssignorThatIsNotKafkasIsTheApplicationsToName() {
		Setting setting = decide("mine", REFUSED, true);
		assertThat(setting.value()).isEqualTo(COOPERATIVE);
		assertThat(setting.note()).contains("only mine, which is not Kafka's: set partition.assignment.strategy");
	}

	@Test
	void leftToKafkaNothingIsSet() {
		Membership.Options options = new Membership.Options(true, Protocol.CLASSIC, List.of(), Duration.ofMillis(500),
				Optional.empty(), Duration.ofSeconds(3), (listener) -> true, Optional.empty());
		Setting setting = new AssignorDecision(candidate(Refused.NOTHING, true), options, inspect("range")).decide();
		assertThat(setting.origin()).isEqualTo(Origin.KAFKA_DEFAULT);
		assertThat(setting.value()).isEqualTo(RANGE + "," + COOPERATIVE);
	}

	private static Setting decide(String present, Refused refused, boolean restarts) {
		Membership.Options options = new Membership.Options(true, Protocol.CLASSIC, List.of(COOPERATIVE),
				Duration.ofMillis(500), Optional.empty(), Duration.ofSeconds(3), (listener) -> restarts,
				Optional.empty());
		return new AssignorDecision(candidate(refused, restarts), options, inspect(present)).decide();
	}

	private static JoinCandidate candidate(Refused refused, boolean restarts) {
		return new JoinCandidate("orders", new ChosenSettings(Map.of(), true), "", false, restarts, refused);
	}

	private static GroupInspection inspect(String assignor) {
		return new GroupInspection("", true, (assignor.isEmpty()) ? Kind.FREE : Kind.CLASSIC, 1, assignor, List.of(),
				Map.of());
	}

}
