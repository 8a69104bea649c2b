package io.steadykafka.listener.internal;

import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What the application chose for a listener's consumers, through the factory or on the
 * listener itself, and what is left for the starter to set. Immutable.
 *
 * @param config the effective configuration, without anything of the starter's
 * @param enabled whether the starter may set anything
 */
public record ChosenSettings(Map<String, Object> config, boolean enabled) {

	private static final Map<String, Object> KAFKA_DEFAULTS = ConsumerConfig.configDef().defaultValues();

	public ChosenSettings {
		config = Map.copyOf(config);
	}

	/**
	 * Whether the application chose a value.
	 * @return {@code true} if it did
	 */
	public boolean has(String key) {
		return this.config.containsKey(key);
	}

	/**
	 * The value that the application chose.
	 * @return the value as text, empty if it chose none
	 */
	public Optional<String> get(String key) {
		return Optional.ofNullable(this.config.get(key)).map(ListenerContainer::text);
	}

	/**
	 * The value that holds: the application's, else the starter's, else Kafka's.
	 * @param wanted what the starter would set, empty for nothing
	 * @param note why, for the report; left out where the application's value holds
	 * @return the setting; one of {@link Origin#STEADY_KAFKA} is to be applied
	 */
	public Setting setting(String key, Optional<String> wanted, String note) {
		if (has(key)) {
			return new Setting(key, get(key).orElse(""), Origin.YOURS, "");
		}
		if (wanted.isPresent() && this.enabled) {
			return new Setting(key, wanted.get(), Origin.STEADY_KAFKA, note);
		}
		return new Setting(key, kafkaDefault(key), Origin.KAFKA_DEFAULT, (this.enabled) ? note : "");
	}

	/**
	 * A number that holds.
	 * @return the application's or Kafka's, 0 for what is no number: Kafka refuses it in
	 * its own words when the consumer is made
	 */
	public long number(String key) {
		return number(this.config, key);
	}

	/**
	 * A number that holds.
	 * @return the configured one or Kafka's default, 0 for what is no number: Kafka
	 * refuses it in its own words when the consumer is made
	 */
	public static long number(Map<String, Object> config, String key) {
		Object value = config.get(key);
		try {
			return Long.parseLong((value != null) ? ListenerContainer.text(value).strip() : kafkaDefault(key));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
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
