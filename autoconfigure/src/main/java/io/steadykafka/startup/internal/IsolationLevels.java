package io.steadykafka.startup.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * Distinguishes an isolation level that the application chose from Spring Boot's default.
 *
 * @param choices what the application chose, without that default
 * @param unclearIsolationLevel whether the isolation level may still be that default
 */
record IsolationLevels(ChosenSettings choices, boolean unclearIsolationLevel) {

	private static final String READ_UNCOMMITTED = IsolationLevel.READ_UNCOMMITTED.toString().toLowerCase(Locale.ROOT);

	/**
	 * Collect the choices of an application.
	 * @param chosenIsolationLevel the isolation level that was set by a property
	 * @param factoryHoldsChoicesOnly whether the factory's configuration has no defaults
	 * of Spring Boot
	 * @param enabled whether the starter may set anything
	 */
	static IsolationLevels of(ListenerContainer listener, Optional<String> chosenIsolationLevel,
			boolean factoryHoldsChoicesOnly, boolean enabled) {
		Map<String, Object> config = listener.consumerConfig();
		boolean clear = factoryHoldsChoicesOnly
				|| listener.ownProperties().containsKey(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
		boolean unclear = false;
		if (!clear && isDefaultOfBoot(listener.factoryConfig())) {
			config.remove(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
			chosenIsolationLevel.ifPresent((chosen) -> config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, chosen));
		}
		else if (!clear && chosenIsolationLevel.isEmpty()) {
			unclear = READ_UNCOMMITTED.equals(config.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
		}
		return new IsolationLevels(new ChosenSettings(config, enabled), unclear);
	}

	/**
	 * Spring Boot always puts its default into the configuration that it builds, with a
	 * list of servers. A hand-made map has only what was chosen, and usually a string.
	 */
	private static boolean isDefaultOfBoot(Map<String, Object> factoryConfig) {
		boolean readUncommitted = READ_UNCOMMITTED.equals(factoryConfig.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
		return readUncommitted && factoryConfig.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) instanceof List;
	}

}
