package io.steadykafka.startup.internal;

import java.util.List;
import java.util.Optional;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ChosenSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Decides for each Kafka property about what a listener reads which value is effective:
 * the application's, the starter's, or Kafka's.
 */
final class DefaultsDecision {

	private DefaultsDecision() {
	}

	/**
	 * One setting for each property; those of {@link Origin#STEADY_KAFKA} have to be
	 * applied.
	 */
	static List<Setting> decide(IsolationLevels chosen) {
		ChosenSettings choices = chosen.choices();
		return List.of(choices.setting(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, Optional.of("false"), ""),
				choices.setting(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, Optional.of("earliest"), ""),
				isolationLevel(chosen),
				choices.setting(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, Optional.of("false"), ""));
	}

	private static Setting isolationLevel(IsolationLevels chosen) {
		Setting setting = chosen.choices()
			.setting(ConsumerConfig.ISOLATION_LEVEL_CONFIG, Optional.of("read_committed"), "");
		if (chosen.unclearIsolationLevel()) {
			return new Setting(setting.name(), setting.value(), setting.origin(),
					"or Spring Boot's default; spring.kafka.consumer.isolation-level makes it clear");
		}
		return setting;
	}

}
