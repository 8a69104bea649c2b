package io.steadykafka.listener.internal;

import java.time.Duration;
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
	 * Settings that Kafka's consumer refuses together with the consumer protocol
	 * ({@code ConsumerConfig.checkUnsupportedConfigsPostProcess}).
	 */
	public static final List<String> CLASSIC_PROTOCOL_ONLY = List.of(
			ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
			ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);

	/**
	 * Describe a container.
	 * @throws UnsupportedOperationException if its consumer factory does not expose its
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
	 * The id of the listener that the container of a retry topic or dead-letter topic
	 * belongs to, else the listener's own id.
	 */
	public String mainId() {
		return Objects.requireNonNullElse(this.container.getMainListenerId(), id());
	}

	/**
	 * The group id, empty if the listener has none.
	 */
	public String group() {
		// The container itself copies the factory's whole configuration to answer, and
		// this is called for each partition.
		Object group = Objects.requireNonNullElseGet(this.container.getContainerProperties().getGroupId(),
				() -> this.factoryConfig.getOrDefault(ConsumerConfig.GROUP_ID_CONFIG, ""));
		return group.toString();
	}

	/**
	 * Whether another listener is in the same group on the same cluster.
	 */
	public boolean isInGroupOf(ListenerContainer other) {
		return !group().isEmpty() && group().equals(other.group()) && servers().equals(other.servers());
	}

	/**
	 * The bootstrap servers, sorted and separated by commas, however they were given.
	 */
	public String servers() {
		return ClusterKey.servers(consumerConfig());
	}

	/**
	 * What the listener reads, for people: topic names, a pattern, or partitions.
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
	 * The topics that the listener names and subscribes to; empty for a pattern, or when
	 * partitions are assigned by hand.
	 */
	public List<String> subscribedTopics() {
		@Nullable String[] topics = this.container.getContainerProperties().getTopics();
		return (topics != null) ? Arrays.stream(topics).filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * Whether the group assigns the partitions. Otherwise the listener names them itself,
	 * and there are no rebalances.
	 */
	public boolean isSubscribed() {
		return this.container.getContainerProperties().getTopicPartitions() == null;
	}

	/**
	 * Whether the members are static: they have a {@code group.instance.id} (KIP-345).
	 */
	public boolean isStaticMember() {
		return isSubscribed() && setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG).isPresent();
	}

	/**
	 * Whether the members speak the consumer protocol (KIP-848), not the classic one.
	 */
	public boolean speaksConsumerProtocol() {
		return setting(ConsumerConfig.GROUP_PROTOCOL_CONFIG).filter(GroupProtocol.CONSUMER.name()::equalsIgnoreCase)
			.isPresent();
	}

	/**
	 * How long members pause before each poll, zero for not at all.
	 */
	public Duration idleBetweenPolls() {
		return Duration.ofMillis(Math.max(0, this.container.getContainerProperties().getIdleBetweenPolls()));
	}

	public boolean idlesBetweenPolls() {
		return !idleBetweenPolls().isZero();
	}

	/**
	 * Whether records are acknowledged after the listener method returned: futures,
	 * reactive types, Kotlin suspend functions, or {@code asyncAcks}.
	 */
	public boolean isAsync() {
		ContainerProperties properties = this.container.getContainerProperties();
		return properties.isAsyncAcks()
				|| (properties.getMessageListener() instanceof AsyncRepliesAware aware && aware.isAsyncReplies());
	}

	/**
	 * Whether the listener has to acknowledge each record: not if a filter keeps records
	 * from it, and not in a transaction, which commits what was processed.
	 */
	public boolean isAcknowledgedByAll() {
		return !isTransactional() && !isFiltered();
	}

	/**
	 * Whether records are processed in transactions that commit their offsets.
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
	 */
	public boolean isBatch() {
		return this.container.getContainerProperties().getMessageListener() instanceof BatchMessageListener<?, ?>;
	}

	/**
	 * How many members the listener has in its group, at least 1.
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
		// Properties may have defaults that are no entries; only names include them.
		own.stringPropertyNames().forEach((name) -> copy.putIfAbsent(name, own.getProperty(name)));
		return copy;
	}

	/**
	 * The effective consumer configuration: the factory's, overridden by the listener's.
	 */
	public Map<String, Object> consumerConfig() {
		Map<String, Object> config = new HashMap<>(this.factoryConfig);
		ownProperties().forEach((key, value) -> config.put(key.toString(), value));
		return config;
	}

	/**
	 * Put settings into the listener's own consumer properties, except Kafka's defaults.
	 * @param before settings that were applied earlier and are removed
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
	 * A value of {@link #consumerConfig()} as text, stripped; empty if there is none.
	 */
	public Optional<String> setting(String key) {
		return Optional.ofNullable(consumerConfig().get(key))
			.map((value) -> text(value).strip())
			.filter((value) -> !value.isEmpty());
	}

	/**
	 * A value of a consumer configuration as it is written in a properties file: classes
	 * by name, the items of a list separated by commas.
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
