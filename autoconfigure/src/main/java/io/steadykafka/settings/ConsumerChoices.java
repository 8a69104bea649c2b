package io.steadykafka.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * What the application chose for a listener's consumers: through the factory or on the
 * listener itself.
 *
 * @param config the effective configuration, without anything of the starter's
 * @param subscribed whether the broker assigns the partitions
 * @param async whether acknowledgements are asynchronous
 */
record ConsumerChoices(Map<String, Object> config, boolean subscribed, boolean async) {

	/**
	 * Collect the choices of an application.
	 * @param listener the listener
	 * @param chosenIsolationLevel the isolation level that was chosen by a property
	 * @return the choices
	 */
	static ConsumerChoices of(ListenerContainer listener, Optional<String> chosenIsolationLevel) {
		Map<String, Object> config = listener.consumerConfig();
		boolean onListener = listener.ownProperties().containsKey(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
		if (!onListener && isDefaultOfBoot(listener.factoryConfig())) {
			config.remove(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
			chosenIsolationLevel.ifPresent((chosen) -> config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, chosen));
		}
		return new ConsumerChoices(Map.copyOf(config), listener.isSubscribed(), listener.isAsync());
	}

	/**
	 * Spring Boot always puts its typed default into the configuration that it builds. A
	 * map that was made by hand holds only what was chosen; the two differ in how they
	 * hold the servers.
	 */
	private static boolean isDefaultOfBoot(Map<String, Object> factoryConfig) {
		boolean readUncommitted = IsolationLevel.READ_UNCOMMITTED.toString()
			.toLowerCase(Locale.ROOT)
			.equals(factoryConfig.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
		return readUncommitted && factoryConfig.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) instanceof List;
	}

	boolean has(String key) {
		return this.config.containsKey(key);
	}

	Optional<String> get(String key) {
		return Optional.ofNullable(this.config.get(key)).map(ConsumerChoices::text);
	}

	String protocol() {
		return (!this.subscribed) ? "none"
				: get(ConsumerConfig.GROUP_PROTOCOL_CONFIG).orElse(ConsumerConfig.DEFAULT_GROUP_PROTOCOL)
					.toLowerCase(Locale.ROOT);
	}

	static String text(Object value) {
		if (value instanceof Class<?> type) {
			return type.getName();
		}
		return (value instanceof List<?> list) ? String.join(",", list.stream().map(ConsumerChoices::text).toList())
				: value.toString();
	}

}
