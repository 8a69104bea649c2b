package io.steadykafka.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DefaultsDecision}.
 */
class DefaultsDecisionTests {

	private static final String ASSIGNOR = "partition.assignment.strategy";

	private static final String HEARTBEAT = "heartbeat.interval.ms";

	private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

	@Test
	void withoutChoicesEverythingIsSet() {
		assertThat(decide(Map.of())).allMatch((setting) -> setting.origin() == Origin.STEADY_KAFKA)
			.extracting((setting) -> setting.name() + "=" + setting.value())
			.containsExactly("enable.auto.commit=false", "auto.offset.reset=earliest", "isolation.level=read_committed",
					"allow.auto.create.topics=false", ASSIGNOR + "=" + COOPERATIVE, HEARTBEAT + "=500");
	}

	@Test
	void everyChoiceWins() {
		Map<String, Object> choices = Map.of("enable.auto.commit", true, "auto.offset.reset", "latest",
				"isolation.level", "read_uncommitted", "allow.auto.create.topics", "true", ASSIGNOR,
				List.of(RangeAssignor.class), HEARTBEAT, 3000);
		assertThat(decide(choices)).allMatch((setting) -> setting.origin() == Origin.YOURS)
			.extracting(Setting::value)
			.containsExactly("true", "latest", "read_uncommitted", "true", RangeAssignor.class.getName(), "3000");
	}

	@Test
	void heartbeatStaysWithAnotherAssignor() {
		assertThat(setting(decide(Map.of(ASSIGNOR, RangeAssignor.class.getName())), HEARTBEAT))
			.isEqualTo(new Setting(HEARTBEAT, "3000", Origin.KAFKA_DEFAULT, ""));
	}

	@Test
	void heartbeatGoesWithTheApplicationsOwnCooperativeAssignor() {
		assertThat(setting(decide(Map.of(ASSIGNOR, COOPERATIVE)), HEARTBEAT).origin()).isEqualTo(Origin.STEADY_KAFKA);
	}

	@Test
	void heartbeatStaysWhenTheSessionIsTooShortForIt() {
		Setting heartbeat = setting(decide(Map.of("session.timeout.ms", 1200)), HEARTBEAT);
		assertThat(heartbeat.origin()).isEqualTo(Origin.KAFKA_DEFAULT);
		assertThat(heartbeat.note()).contains("session.timeout.ms");
	}

	@Test
	void aSessionTimeoutThatIsNoNumberIsKafkasToRefuse() {
		assertThat(setting(decide(Map.of("session.timeout.ms", "soon")), HEARTBEAT).origin())
			.isEqualTo(Origin.KAFKA_DEFAULT);
	}

	@Test
	void whoCannotBeCooperativeIsNot() {
		List<Setting> settings = DefaultsDecision.decide(new ConsumerChoices(Map.of(), true, "asynchronous", false),
				true, Optional.empty());
		assertThat(setting(settings, ASSIGNOR).origin()).isEqualTo(Origin.KAFKA_DEFAULT);
		assertThat(setting(settings, ASSIGNOR).note()).contains("asynchronous");
		assertThat(setting(settings, HEARTBEAT).origin()).isEqualTo(Origin.KAFKA_DEFAULT);
	}

	@Test
	void consumerProtocolRefusesAssignorAndHeartbeat() {
		assertThat(decide(Map.of("group.protocol", "CONSUMER"))).extracting(Setting::name)
			.doesNotContain(ASSIGNOR, HEARTBEAT);
	}

	@Test
	void assignmentByHandHasNoAssignor() {
		assertThat(DefaultsDecision.decide(new ConsumerChoices(Map.of(), false, "", false), true, Optional.empty()))
			.extracting(Setting::name)
			.doesNotContain(ASSIGNOR, HEARTBEAT);
	}

	@Test
	void aStaticMemberHasAnInstanceId() {
		String key = "group.instance.id";
		Optional<String> id = Optional.of("host-orders");
		for (String protocol : List.of("classic", "consumer")) {
			List<Setting> settings = DefaultsDecision
				.decide(new ConsumerChoices(Map.of("group.protocol", protocol), true, "", false), true, id);
			assertThat(setting(settings, key)).isEqualTo(new Setting(key, "host-orders", Origin.STEADY_KAFKA, ""));
		}
		ConsumerChoices own = new ConsumerChoices(Map.of(key, "mine"), true, "", false);
		assertThat(setting(DefaultsDecision.decide(own, true, id), key).origin()).isEqualTo(Origin.YOURS);
		assertThat(setting(DefaultsDecision.decide(own, true, Optional.empty()), key).value()).isEqualTo("mine");
		ConsumerChoices byHand = new ConsumerChoices(Map.of(), false, "", false);
		assertThat(DefaultsDecision.decide(byHand, true, id)).extracting(Setting::name).doesNotContain(key);
		assertThat(decide(Map.of())).extracting(Setting::name).doesNotContain(key);
	}

	@Test
	void switchedOffNothingIsSet() {
		Map<String, Object> choices = new HashMap<>(Map.of("auto.offset.reset", "latest"));
		assertThat(DefaultsDecision.decide(new ConsumerChoices(choices, true, "", false), false, Optional.empty()))
			.extracting((setting) -> setting.value() + " " + setting.origin().label())
			.containsExactly("false kafka default", "latest yours", "read_uncommitted kafka default",
					"true kafka default", RangeAssignor.class.getName() + "," + COOPERATIVE + " kafka default",
					"3000 kafka default");
	}

	private static List<Setting> decide(Map<String, Object> choices) {
		return DefaultsDecision.decide(new ConsumerChoices(choices, true, "", false), true, Optional.empty());
	}

	private static Setting setting(List<Setting> settings, String name) {
		return settings.stream().filter((setting) -> setting.name().equals(name)).findFirst().orElseThrow();
	}

}
