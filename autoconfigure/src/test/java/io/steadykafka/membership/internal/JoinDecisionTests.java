package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.membership.internal.GroupInspection.Kind;
import io.steadykafka.membership.internal.JoinCandidate.Refused;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JoinDecision} and {@link ProtocolObstacles}.
 */
class JoinDecisionTests {

	private static final String PROTOCOL = "group.protocol";

	private static final String ASSIGNOR = "partition.assignment.strategy";

	private static final String HEARTBEAT = "heartbeat.interval.ms";

	private static final String SESSION = "session.timeout.ms";

	private static final String INSTANCE = "group.instance.id";

	private static final String REMOTE = "group.remote.assignor";

	private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

	private static final GroupInspection FREE = new GroupInspection("", true, Kind.FREE, 0, "", List.of(), Map.of());

	private Map<String, Object> chosen = Map.of();

	private boolean enabled = true;

	private Protocol protocol = Protocol.CLASSIC;

	private List<String> assignors = List.of(COOPERATIVE);

	private Optional<Duration> sessionTimeout = Optional.empty();

	private Optional<ApplicationInstance> instance = Optional.empty();

	private String notCooperative = "";

	private boolean severalTopics;

	private boolean restarts;

	private Refused refused = Refused.NOTHING;

	private GroupInspection inspection = FREE;

	@Test
	void theClassicProtocolIsKafkasDefaultAndGetsAssignorAndHeartbeat() {
		assertThat(values())
			.isEqualTo(Map.of(PROTOCOL, "classic", ASSIGNOR, COOPERATIVE, HEARTBEAT, "500", SESSION, "45000"));
		assertThat(setting(PROTOCOL).origin()).isEqualTo(Origin.KAFKA_DEFAULT);
		assertThat(setting(ASSIGNOR).origin()).isEqualTo(Origin.STEADY_KAFKA);
		assertThat(setting(SESSION).origin()).isEqualTo(Origin.KAFKA_DEFAULT);
	}

	@Test
	void everyChoiceWins() {
		this.chosen = Map.of(PROTOCOL, "classic", ASSIGNOR, List.of(RangeAssignor.class), HEARTBEAT, 3000, SESSION,
				"9000", INSTANCE, "mine");
		this.instance = Optional.of(new ApplicationInstance("host", true, true));
		this.sessionTimeout = Optional.of(Duration.ofSeconds(20));
		this.protocol = Protocol.AUTO;
		assertThat(decide()).allMatch((setting) -> setting.origin() == Origin.YOURS);
		assertThat(values()).containsEntry(ASSIGNOR, RangeAssignor.class.getName()).containsEntry(INSTANCE, "mine");
	}

	@Test
	void theConsumerProtocolGetsNothingThatItRefuses() {
		for (Protocol consumer : List.of(Protocol.CONSUMER, Protocol.AUTO)) {
			this.protocol = consumer;
			assertThat(values()).isEqualTo(Map.of(PROTOCOL, "consumer"));
		}
		this.protocol = Protocol.CLASSIC;
		this.chosen = Map.of(PROTOCOL, "CONSUMER");
		assertThat(values()).isEqualTo(Map.of(PROTOCOL, "CONSUMER"));
	}

	@Test
	void whoJoinsWithoutALookIsTold() {
		this.protocol = Protocol.CONSUMER;
		this.inspection = GroupInspection.failed("no answer");
		assertThat(setting(PROTOCOL).value()).isEqualTo("consumer");
		assertThat(setting(PROTOCOL).note()).contains("no answer");
	}

	@Test
	void aRangeApplicationKeepsRangeOnTheBrokers() {
		this.protocol = Protocol.AUTO;
		this.assignors = List.of(RangeAssignor.class.getName());
		assertThat(setting(REMOTE)).isEqualTo(new Setting(REMOTE, "range", Origin.STEADY_KAFKA, ""));
		this.chosen = Map.of(REMOTE, "uniform");
		assertThat(setting(REMOTE)).isEqualTo(new Setting(REMOTE, "uniform", Origin.YOURS, ""));
	}

	@Test
	void whoReadsSeveralTopicsIsToldHowToKeepThemTogether() {
		this.severalTopics = true;
		assertThat(setting(ASSIGNOR).note()).contains("steady.kafka.membership.assignor=range");
		this.protocol = Protocol.AUTO;
		assertThat(setting(REMOTE).note()).contains("steady.kafka.membership.assignor=range");
		this.assignors = List.of(RangeAssignor.class.getName());
		assertThat(setting(REMOTE).note()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { ASSIGNOR, HEARTBEAT, SESSION })
	void settingsOfTheClassicProtocolStandAgainstTheConsumerProtocol(String key) {
		this.chosen = Map.of(key, "5000");
		this.protocol = Protocol.AUTO;
		assertThat(setting(PROTOCOL).value()).isEqualTo("classic");
		assertThat(setting(PROTOCOL).note()).contains(key);
		assertThat(refusal()).isEmpty();
		this.protocol = Protocol.CONSUMER;
		assertThat(refusal()).contains(key + " is set, which the consumer protocol refuses");
	}

	@Test
	void anAssignorThatBrokersDoNotHaveStandsAgainstIt() {
		this.assignors = List.of("com.example.Mine");
		this.protocol = Protocol.AUTO;
		assertThat(setting(PROTOCOL).note()).contains("no assignor like com.example.Mine");
		this.protocol = Protocol.CONSUMER;
		assertThat(refusal()).get().asString().contains("no assignor like com.example.Mine");
	}

	@Test
	void brokersWithoutItStandAgainstIt() {
		this.inspection = new GroupInspection("", false, Kind.FREE, 0, "", List.of(), Map.of());
		this.protocol = Protocol.AUTO;
		assertThat(setting(PROTOCOL).value()).isEqualTo("classic");
		assertThat(setting(PROTOCOL).note()).contains("group.version");
		this.protocol = Protocol.CONSUMER;
		assertThat(refusal()).get().asString().contains("group.version");
		this.inspection = FREE;
		assertThat(refusal()).isEmpty();
		this.refused = new Refused(false, true);
		assertThat(refusal()).get().asString().contains("group.coordinator.rebalance.protocols");
		this.chosen = Map.of(PROTOCOL, "consumer");
		assertThat(refusal()).isEmpty();
	}

	@Test
	void brokersThatDoNotAnswerAreNotReliedOn() {
		this.inspection = GroupInspection.failed("no answer");
		this.protocol = Protocol.AUTO;
		assertThat(setting(PROTOCOL).note()).isEqualTo("the group could not be inspected: no answer");
		assertThat(setting(PROTOCOL).value()).isEqualTo("classic");
		this.protocol = Protocol.CONSUMER;
		assertThat(setting(PROTOCOL).value()).isEqualTo("consumer");
		assertThat(refusal()).isEmpty();
	}

	@Test
	void classicMembersAreJoinedByClassicOnesAndConvertedOnRequestOnly() {
		this.inspection = new GroupInspection("", true, Kind.CLASSIC, 3, "cooperative-sticky", List.of(), Map.of());
		this.protocol = Protocol.AUTO;
		assertThat(setting(PROTOCOL).value()).isEqualTo("classic");
		assertThat(setting(PROTOCOL).note()).startsWith("3 members of the group speak the classic protocol: stop");
		this.protocol = Protocol.CONSUMER;
		assertThat(setting(PROTOCOL).value()).isEqualTo("consumer");
		assertThat(setting(PROTOCOL).note()).contains("converted while it runs");
		this.protocol = Protocol.AUTO;
		this.inspection = new GroupInspection("", true, Kind.CONSUMER, 3, "", List.of(), Map.of());
		assertThat(setting(PROTOCOL).value()).isEqualTo("consumer");
	}

	@Test
	void whoCannotBeCooperativeIsNotByItself() {
		this.notCooperative = "asynchronous";
		assertThat(setting(ASSIGNOR).origin()).isEqualTo(Origin.KAFKA_DEFAULT);
		assertThat(setting(ASSIGNOR).note()).isEqualTo("asynchronous");
		this.protocol = Protocol.AUTO;
		assertThat(setting(PROTOCOL)).isEqualTo(new Setting(PROTOCOL, "classic", Origin.KAFKA_DEFAULT, "asynchronous"));
		this.assignors = List.of(RangeAssignor.class.getName());
		assertThat(setting(ASSIGNOR).value()).isEqualTo(RangeAssignor.class.getName());
	}

	@Test
	void heartbeatStaysWhenTheSessionIsTooShortForIt() {
		for (Object session : List.of(1200, "soon")) {
			this.chosen = Map.of(SESSION, session);
			assertThat(setting(HEARTBEAT).value()).isEqualTo("3000");
			assertThat(setting(HEARTBEAT).note()).contains(SESSION);
		}
		this.chosen = Map.of();
		this.sessionTimeout = Optional.of(Duration.ofMillis(1500));
		assertThat(values()).containsEntry(HEARTBEAT, "500").containsEntry(SESSION, "1500");
	}

	@Test
	void aStaticMemberHasAnInstanceId() {
		this.instance = Optional.of(new ApplicationInstance("host", false, false));
		assertThat(setting(INSTANCE)).isEqualTo(new Setting(INSTANCE, "host-orders", Origin.STEADY_KAFKA, ""));
		this.protocol = Protocol.CONSUMER;
		assertThat(values()).doesNotContainKey(INSTANCE);
		this.restarts = true;
		assertThat(values()).containsEntry(INSTANCE, "host-orders");
		this.restarts = false;
		this.instance = Optional.of(new ApplicationInstance("host", true, false));
		assertThat(values()).containsEntry(INSTANCE, "host-orders");
	}

	@Test
	void switchedOffNothingIsSet() {
		this.enabled = false;
		this.protocol = Protocol.CONSUMER;
		this.inspection = new GroupInspection("", false, Kind.FREE, 0, "", List.of(), Map.of());
		assertThat(decide()).allMatch((setting) -> setting.origin() == Origin.KAFKA_DEFAULT)
			.allMatch((setting) -> setting.note().isEmpty())
			.extracting(Setting::value)
			.containsExactly("classic", RangeAssignor.class.getName() + "," + COOPERATIVE, "3000", "45000");
		assertThat(refusal()).isEmpty();
	}

	private List<Setting> decide() {
		return JoinDecision.decide(candidate(), options(), this.inspection);
	}

	private Optional<String> refusal() {
		return JoinDecision.refusal(candidate(), options(), this.inspection);
	}

	private JoinCandidate candidate() {
		return new JoinCandidate("orders", new ChosenSettings(this.chosen, this.enabled), this.notCooperative,
				this.severalTopics, this.restarts, this.refused);
	}

	private Membership.Options options() {
		return new Membership.Options(this.enabled, this.protocol, this.assignors, Duration.ofMillis(500),
				this.sessionTimeout, Duration.ofSeconds(3), (listener) -> this.restarts, this.instance);
	}

	private Map<String, String> values() {
		return decide().stream().collect(Collectors.toMap(Setting::name, Setting::value));
	}

	private Setting setting(String name) {
		return decide().stream().filter((setting) -> setting.name().equals(name)).findFirst().orElseThrow();
	}

}
