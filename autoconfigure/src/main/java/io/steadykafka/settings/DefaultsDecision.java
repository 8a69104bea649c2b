package io.steadykafka.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * Decides, for each Kafka key that the starter has an opinion on, which value holds: the
 * application's, the starter's, or Kafka's.
 */
final class DefaultsDecision {

	private static final int HEARTBEAT_MILLIS = 500;

	private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

	private static final Map<String, Object> KAFKA_DEFAULTS = ConsumerConfig.configDef().defaultValues();

	private final ConsumerChoices choices;

	private final boolean enabled;

	private final Optional<String> instanceId;

	private DefaultsDecision(ConsumerChoices choices, boolean enabled, Optional<String> instanceId) {
		this.choices = choices;
		this.enabled = enabled;
		this.instanceId = instanceId;
	}

	/**
	 * Decide.
	 * @param choices what the application chose
	 * @param enabled whether the starter may set anything
	 * @param instanceId the listener's id as a static member, empty if it is to be a
	 * dynamic one
	 * @return one setting a key; those of {@link Origin#STEADY_KAFKA} are to be applied
	 */
	static List<Setting> decide(ConsumerChoices choices, boolean enabled, Optional<String> instanceId) {
		return new DefaultsDecision(choices, enabled, instanceId).decide();
	}

	private List<Setting> decide() {
		List<Setting> settings = new ArrayList<>();
		settings.add(unlessChosen(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"));
		settings.add(unlessChosen(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
		settings.add(isolationLevel());
		settings.add(unlessChosen(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"));
		if (this.choices.protocol().equals("classic")) {
			Setting assignor = assignor();
			settings.add(assignor);
			settings.add(heartbeat(assignor));
		}
		String instance = ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
		if (this.choices.subscribed() && (this.instanceId.isPresent() || this.choices.has(instance))) {
			settings.add(unlessChosen(instance, this.instanceId, ""));
		}
		return List.copyOf(settings);
	}

	private Setting isolationLevel() {
		Setting setting = unlessChosen(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		if (this.choices.unclearIsolationLevel()) {
			return new Setting(setting.name(), setting.value(), setting.origin(),
					"or Spring Boot's default; spring.kafka.consumer.isolation-level makes it clear");
		}
		return setting;
	}

	private Setting assignor() {
		String key = ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG;
		if (!this.choices.notCooperative().isEmpty()) {
			return unlessChosen(key, Optional.empty(), this.choices.notCooperative());
		}
		return unlessChosen(key, COOPERATIVE);
	}

	private Setting heartbeat(Setting assignor) {
		String key = ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
		// Members learn of the second, cooperative round by heartbeat: it is how long a
		// partition that moves stands still.
		if (!assignor.value().equals(COOPERATIVE)) {
			return unlessChosen(key, Optional.empty(), "");
		}
		if (sessionTimeoutMillis() < 3 * HEARTBEAT_MILLIS) {
			return unlessChosen(key, Optional.empty(), "session.timeout.ms is below three heartbeats of 500 ms");
		}
		return unlessChosen(key, String.valueOf(HEARTBEAT_MILLIS));
	}

	private long sessionTimeoutMillis() {
		String key = ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
		try {
			return Long.parseLong(this.choices.get(key).orElseGet(() -> kafkaDefault(key)).strip());
		}
		catch (NumberFormatException ex) {
			// Kafka refuses it in its own words when the consumer is made.
			return 0;
		}
	}

	private Setting unlessChosen(String key, String value) {
		return unlessChosen(key, Optional.of(value), "");
	}

	private Setting unlessChosen(String key, Optional<String> value, String note) {
		if (this.choices.has(key)) {
			return new Setting(key, this.choices.get(key).orElse(""), Origin.YOURS, "");
		}
		if (value.isPresent() && this.enabled) {
			return new Setting(key, value.get(), Origin.STEADY_KAFKA, note);
		}
		return new Setting(key, kafkaDefault(key), Origin.KAFKA_DEFAULT, (this.enabled) ? note : "");
	}

	private static String kafkaDefault(String key) {
		// Spring Kafka's own default, which it sets when nobody does.
		if (key.equals(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)) {
			return "false";
		}
		Object value = KAFKA_DEFAULTS.get(key);
		return (value != null) ? ListenerContainer.text(value) : "";
	}

}
