package io.steadykafka.startup.internal;

import java.util.List;
import java.util.Map;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ChosenSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DefaultsDecision}.
 */
class DefaultsDecisionTests {

	@Test
	void withoutChoicesEverythingIsSet() {
		assertThat(decide(Map.of(), true)).allMatch((setting) -> setting.origin() == Origin.STEADY_KAFKA)
			.extracting((setting) -> setting.name() + "=" + setting.value())
			.containsExactly("enable.auto.commit=false", "auto.offset.reset=earliest", "isolation.level=read_committed",
					"allow.auto.create.topics=false");
	}

	@Test
	void everyChoiceWins() {
		Map<String, Object> choices = Map.of("enable.auto.commit", true, "auto.offset.reset", "latest",
				"isolation.level", "read_uncommitted", "allow.auto.create.topics", "true");
		assertThat(decide(choices, true)).allMatch((setting) -> setting.origin() == Origin.YOURS)
			.extracting(Setting::value)
			.containsExactly("true", "latest", "read_uncommitted", "true");
	}

	@Test
	void switchedOffNothingIsSet() {
		assertThat(decide(Map.of("auto.offset.reset", "latest"), false))
			.extracting((setting) -> setting.value() + " " + setting.origin().label())
			.containsExactly("false kafka default", "latest yours", "read_uncommitted kafka default",
					"true kafka default");
	}

	private static List<Setting> decide(Map<String, Object> choices, boolean enabled) {
		return DefaultsDecision.decide(new IsolationLevels(new ChosenSettings(choices, enabled), false));
	}

}
