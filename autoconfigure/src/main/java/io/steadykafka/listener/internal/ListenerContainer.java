package io.steadykafka.listener.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DelegatingMessageListener;
import org.springframework.kafka.listener.adapter.AsyncRepliesAware;
import org.springframework.kafka.listener.adapter.FilteringMessageListenerAdapter;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * A listener and its container: one {@code @KafkaListener} method, or one container that
 * the application made itself. With a concurrency above one it stands for all members.
 *
 * @param container the container, running or not
 * @param consumerFactory the factory that the container makes its consumers with
 * @param factoryConfig the configuration of that factory
 */
public record ListenerContainer(AbstractMessageListenerContainer<?, ?> container, ConsumerFactory<?, ?> consumerFactory,
		Map<String, Object> factoryConfig) {

	/**
	 * Describe a container.
	 * @throws RuntimeException if the container's consumer factory does not tell its
	 * configuration
	 */
	public static ListenerContainer of(AbstractMessageListenerContainer<?, ?> container) {
		ConsumerFactory<?, ?> factory = ConsumerFactoryAccess.factoryOf(container);
		Map<String, Object> config = new HashMap<>(factory.getConfigurationProperties());
		config.values().removeIf(Objects::isNull);
		return new ListenerContainer(container, factory, Map.copyOf(config));
	}

	/**
	 * The id of the listener: {@code @KafkaListener(id=…)}, or the container's bean name.
	 */
	public String id() {
		return Objects.requireNonNullElse(this.container.getListenerId(), "unnamed");
	}

	/**
	 * The id of the listener that a retry topic's or dead-letter topic's container
	 * belongs to, else the listener's own id.
	 * @return the main listener's id
	 */
	public String mainId() {
		return Objects.requireNonNullElse(this.container.getMainListenerId(), id());
	}

	/**
	 * The consumer group.
	 * @return the group id, empty if the listener has none
	 */
	public String group() {
		// Not the container's own answer: it has the factory's whole configuration
		// copied,
		// and this is asked for with each partition.
		Object group = Objects.requireNonNullElseGet(this.container.getContainerProperties().getGroupId(),
				() -> this.factoryConfig.getOrDefault(ConsumerConfig.GROUP_ID_CONFIG, ""));
		return group.toString();
	}

	/**
	 * Whether another listener is in the same group on the same cluster.
	 * @return {@code true} if the two share a group
	 */
	public boolean isInGroupOf(ListenerContainer other) {
		return !group().isEmpty() && group().equals(other.group()) && servers().equals(other.servers());
	}

	/**
	 * The bootstrap servers, in whatever order and form they were given.
	 * @return the servers, sorted, with commas between them
	 */
	public String servers() {
		return ClusterKey.servers(consumerConfig());
	}

	/**
	 * What the listener reads, for people: topic names, a pattern, or partitions.
	 * @return one entry a topic, pattern or partition
	 */
	public List<String> topics() {
		ContainerProperties properties = this.container.getContainerProperties();
		Pattern pattern = properties.getTopicPattern();
		if (pattern != null) {
			return List.of("pattern " + pattern);
		}
		@Nullable TopicPartitionOffset[] partitions = properties.getTopicPartitions();
		if (partitions != null) {
			return Arrays.stream(partitions)
				.filter(Objects::nonNull)
				.map((partition) -> partition.getTopicPartition().toString())
				.toList();
		}
		return subscribedTopics();
	}

	/**
	 * The topics that the listener names and subscribes to.
	 * @return the topics' names; empty for a pattern, or when partitions are assigned by
	 * hand
	 */
	public List<String> subscribedTopics() {
		@Nullable String[] topics = this.container.getContainerProperties().getTopics();
		return (topics != null) ? Arrays.stream(topics).filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * Whether the broker assigns the partitions. Otherwise the listener names them
	 * itself, and there are no rebalances.
	 * @return {@code true} if the listener subscribes
	 */
	public boolean isSubscribed() {
		return this.container.getContainerProperties().getTopicPartitions() == null;
	}

	/**
	 * Whether the listener's members are static: they have a {@code group.instance.id}
	 * (KIP-345), by which the broker knows them again.
	 * @return {@code true} for static members
	 */
	public boolean isStaticMember() {
		return isSubscribed() && setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG).isPresent();
	}

	/**
	 * Whether the listener's members speak the consumer protocol (KIP-848).
	 * @return {@code false} for the classic protocol
	 */
	public boolean speaksConsumerProtocol() {
		return setting(ConsumerConfig.GROUP_PROTOCOL_CONFIG).filter(GroupProtocol.CONSUMER.name()::equalsIgnoreCase)
			.isPresent();
	}

	/**
	 * Whether records are acknowledged after the listener method returned: futures,
	 * reactive types, Kotlin suspend functions, or {@code asyncAcks}.
	 * @return {@code true} if acknowledgements are asynchronous
	 */
	public boolean isAsync() {
		ContainerProperties properties = this.container.getContainerProperties();
		return properties.isAsyncAcks()
				|| (properties.getMessageListener() instanceof AsyncRepliesAware aware && aware.isAsyncReplies());
	}

	/**
	 * Whether the listener is given each record's acknowledgement: not if a filter keeps
	 * records from it, and not in a transaction, which commits what was processed.
	 * @return {@code true} if a record that is not acknowledged was forgotten
	 */
	public boolean isAcknowledgedByAll() {
		return !isTransactional() && !isFiltered();
	}

	/**
	 * Whether records are processed in transactions that commit their offsets.
	 * @return {@code true} if the container has a transaction manager
	 */
	@SuppressWarnings({ "deprecation", "removal" })
	public boolean isTransactional() {
		ContainerProperties properties = this.container.getContainerProperties();
		return properties.getKafkaAwareTransactionManager() != null || properties.getTransactionManager() != null;
	}

	private boolean isFiltered() {
		Object present = this.container.getContainerProperties().getMessageListener();
		while (present instanceof DelegatingMessageListener<?> delegating) {
			if (present instanceof FilteringMessageListenerAdapter<?, ?>) {
				return true;
			}
			present = delegating.getDelegate();
		}
		return false;
	}

	/**
	 * Whether the listener gets all records of a poll at once.
	 * @return {@code true} for a batch listener
	 */
	public boolean isBatch() {
		return this.container.getContainerProperties().getMessageListener() instanceof BatchMessageListener<?, ?>;
	}

	/**
	 * How many members the listener has in its group.
	 * @return the concurrency, 1 or more
	 */
	public int concurrency() {
		return (this.container instanceof ConcurrentMessageListenerContainer<?, ?> concurrent)
				? concurrent.getConcurrency() : 1;
	}

	/**
	 * The consumer properties of the listener itself, which win over the factory's.
	 */
	public Properties ownProperties() {
		Properties own = this.container.getContainerProperties().getKafkaConsumerProperties();
		Properties copy = new Properties();
		copy.putAll(own);
		// Properties may hide defaults behind their entries; only names tell them.
		own.stringPropertyNames().forEach((name) -> copy.putIfAbsent(name, own.getProperty(name)));
		return copy;
	}

	/**
	 * The configuration that the listener's consumers are made with: the factory's, then
	 * the listener's own.
	 * @return the effective consumer configuration
	 */
	public Map<String, Object> consumerConfig() {
		Map<String, Object> config = new HashMap<>(this.factoryConfig);
		ownProperties().forEach((key, value) -> config.put(key.toString(), value));
		return config;
	}

	/**
	 * Put settings into the listener's own consumer properties, in place of those that
	 * were put there before.
	 * @param settings what is to hold; Kafka's defaults are left to Kafka
	 * @param before what was put there before, which holds no longer
	 */
	public void apply(List<Setting> settings, List<Setting> before) {
		// A copy: the application may share one object between listeners.
		Properties own = ownProperties();
		before.stream()
			.filter((setting) -> setting.origin() == Origin.STEADY_KAFKA)
			.forEach((setting) -> own.remove(setting.name()));
		Map<String, Object> effective = new HashMap<>(this.factoryConfig);
		own.forEach((key, value) -> effective.put(key.toString(), value));
		settings.stream()
			.filter((setting) -> setting.origin() != Origin.KAFKA_DEFAULT)
			.filter((setting) -> !isEffective(setting, effective.get(setting.name())))
			.forEach((setting) -> own.setProperty(setting.name(), setting.value()));
		this.container.getContainerProperties().setKafkaConsumerProperties(own);
	}

	private static boolean isEffective(Setting setting, @Nullable Object present) {
		return present != null && setting.value().equals(text(present));
	}

	/**
	 * A value of {@link #consumerConfig()} as text.
	 * @return the value without blanks around it, empty if there is none
	 */
	public Optional<String> setting(String key) {
		return Optional.ofNullable(consumerConfig().get(key))
			.map((value) -> text(value).strip())
			.filter((value) -> !value.isEmpty());
	}

	/**
	 * A value of a consumer configuration as it would be written in a properties file.
	 * @return the text: names of classes, commas between the items of a list
	 */
	public static String text(Object value) {
		if (value instanceof Class<?> type) {
			return type.getName();
		}
		return (value instanceof List<?> list) ? String.join(",", list.stream().map(ListenerContainer::text).toList())
				: value.toString();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ListenerContainer listener && listener.container.equals(this.container);
	}

	@Override
	public int hashCode() {
		return this.container.hashCode();
	}

	@Override
	public String toString() {
		return "listener '" + id() + "'";
	}

}
