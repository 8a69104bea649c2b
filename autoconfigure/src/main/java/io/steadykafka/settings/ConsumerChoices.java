package io.steadykafka.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.IsolationLevel;

/**
 * What the application chose for a listener's consumers: through the factory or on the
 * listener itself.
 *
 * @param config the effective configuration, without anything of the starter's
 * @param subscribed whether the broker assigns the partitions
 * @param notCooperative why the listener can't use a cooperative assignor, empty if it
 * can
 * @param unclearIsolationLevel whether the isolation level may be a default of Spring
 * Boot's that nobody chose
 */
record ConsumerChoices(Map<String, Object> config, boolean subscribed, String notCooperative,
		boolean unclearIsolationLevel) {

	private static final String READ_UNCOMMITTED = IsolationLevel.READ_UNCOMMITTED.toString().toLowerCase(Locale.ROOT);

	/**
	 * Collect the choices of an application.
	 * @param listener the listener
	 * @param chosenIsolationLevel the isolation level that was chosen by a property
	 * @param factoryHoldsChoicesOnly whether nothing in the factory's configuration is a
	 * default that nobody chose
	 * @param sharingGroup the other listeners of the group
	 * @return the choices
	 */
	static ConsumerChoices of(ListenerContainer listener, Optional<String> chosenIsolationLevel,
			boolean factoryHoldsChoicesOnly, List<ListenerContainer> sharingGroup) {
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
		return new ConsumerChoices(Map.copyOf(config), listener.isSubscribed(), notCooperative(listener, sharingGroup),
				unclear);
	}

	/**
	 * All members of a group have to know the assignor. And with an asynchronous listener
	 * a partition that is kept can stand still (spring-kafka #4687 and #4708).
	 */
	private static String notCooperative(ListenerContainer listener, List<ListenerContainer> sharingGroup) {
		if (listener.isAsync()) {
			return "asynchronous acknowledgements are not safe with cooperative";
		}
		for (ListenerContainer other : sharingGroup) {
			Object assignors = other.consumerConfig().get(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
			if (assignors != null
					&& !ListenerContainer.text(assignors).contains(CooperativeStickyAssignor.class.getName())) {
				return other + " of the same group does not know cooperative-sticky";
			}
			if (other.isAsync()) {
				return other + " of the same group acknowledges asynchronously";
			}
		}
		return "";
	}

	/**
	 * Spring Boot always puts its typed default into the configuration that it builds. A
	 * map that was made by hand holds only what was chosen; the two differ in how they
	 * hold the servers.
	 */
	private static boolean isDefaultOfBoot(Map<String, Object> factoryConfig) {
		boolean readUncommitted = READ_UNCOMMITTED.equals(factoryConfig.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
		return readUncommitted && factoryConfig.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) instanceof List;
	}

	boolean has(String key) {
		return this.config.containsKey(key);
	}

	Optional<String> get(String key) {
		return Optional.ofNullable(this.config.get(key)).map(ListenerContainer::text);
	}

	String protocol() {
		return (!this.subscribed) ? "none"
				: get(ConsumerConfig.GROUP_PROTOCOL_CONFIG).orElse(ConsumerConfig.DEFAULT_GROUP_PROTOCOL)
					.toLowerCase(Locale.ROOT);
	}

}
