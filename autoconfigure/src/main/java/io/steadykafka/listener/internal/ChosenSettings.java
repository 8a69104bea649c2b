package io.steadykafka.listener.internal;

import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What the application chose for a listener's consumers, through the factory or on the
 * listener itself, and whether the starter may set the rest. Immutable.
 *
 * @param config the effective configuration without settings of the starter
 * @param enabled whether the starter may set anything
 */
public record ChosenSettings(Map<String, Object> config, boolean enabled) {

	private static final Map<String, Object> KAFKA_DEFAULTS = ConsumerConfig.configDef().defaultValues();

	public ChosenSettings {
		config = Map.copyOf(config);
	}

	public boolean has(String key) {
		return this.config.containsKey(key);
	}

	public Optional<String> get(String key) {
		return Optional.ofNullable(this.config.get(key)).map(ListenerContainer::text);
	}

	/**
	 * The effective value: the application's, else the starter's, else Kafka's. One of
	 * {@link Origin#STEADY_KAFKA} has to be applied.
	 * @param note why, for the report; omitted if the application's value is effective
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

	public long number(String key) {
		return number(this.config, key);
	}

	/**
	 * The configured number or Kafka's default; 0 for text that is no number, which Kafka
	 * refuses when the consumer is created.
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
		// The default of Spring Kafka, which differs from Kafka's.
		if (key.equals(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)) {
			return "false";
		}
		Object value = KAFKA_DEFAULTS.get(key);
		return (value != null) ? ListenerContainer.text(value) : "";
	}

}
