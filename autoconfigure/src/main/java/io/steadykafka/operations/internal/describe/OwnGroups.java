package io.steadykafka.operations.internal.describe;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.sampling.ReadRule;
import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.state.ShareListener;
import io.steadykafka.operations.internal.describe.broker.ClusterGroups;
import io.steadykafka.operations.internal.describe.broker.ReadRules;
import io.steadykafka.operations.internal.describe.view.PartitionViews;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The groups of this application's listeners, and the clusters that they are on. Safe for
 * use by several threads.
 */
final class OwnGroups implements AutoCloseable {

	private final ListenerContainers containers;

	private final Supplier<List<ShareListener>> shareListeners;

	private final Function<ListenerContainer, Admin> admins;

	private final Optional<ConsumerLag> lag;

	private final Clock clock;

	private final Map<ClusterKey, KnownCluster> clusters = new LinkedHashMap<>();

	OwnGroups(ListenerContainers containers, Supplier<List<ShareListener>> shareListeners,
			Function<ListenerContainer, Admin> admins, Optional<ConsumerLag> lag, Clock clock) {
		this.containers = containers;
		this.shareListeners = shareListeners;
		this.admins = admins;
		this.lag = lag;
		this.clock = clock;
	}

	List<KnownCluster> clusters() {
		return List.copyOf(byListener().values().stream().distinct().toList());
	}

	private synchronized Map<ListenerContainer, KnownCluster> byListener() {
		Map<ListenerContainer, KnownCluster> found = new LinkedHashMap<>();
		for (ListenerContainer listener : this.containers.all()) {
			found.put(listener, this.clusters.computeIfAbsent(ClusterKey.of(listener), (key) -> create(key, listener)));
		}
		return found;
	}

	private KnownCluster create(ClusterKey key, ListenerContainer listener) {
		BackgroundThread thread = new BackgroundThread("steady-kafka-groups-" + this.clusters.size());
		return new KnownCluster(key, new ClusterGroups(() -> this.admins.apply(listener), () -> rules(key),
				(group) -> sampled(key, group), thread, this.clock), thread);
	}

	List<OwnGroup> all() {
		Map<ListenerContainer, KnownCluster> known = byListener();
		Map<ClusterKey, Map<String, OwnGroup>> groups = new LinkedHashMap<>();
		known.forEach((listener, cluster) -> {
			if (!listener.group().isEmpty()) {
				groups.computeIfAbsent(cluster.key(), (key) -> new LinkedHashMap<>())
					.computeIfAbsent(listener.group(),
							(name) -> new OwnGroup(cluster, name, new ArrayList<>(), List.of()))
					.listeners()
					.add(listener);
			}
		});
		List<OwnGroup> all = new ArrayList<>();
		groups.values().forEach((ofCluster) -> all.addAll(ofCluster.values()));
		all.addAll(share(known.values().stream().findFirst().orElse(null)));
		return all;
	}

	/**
	 * Share listeners don't tell their cluster: it is taken to be that of the others.
	 */
	private List<OwnGroup> share(@Nullable KnownCluster cluster) {
		Map<String, OwnGroup> groups = new LinkedHashMap<>();
		this.shareListeners.get()
			.stream()
			.filter((listener) -> !listener.group().isEmpty())
			.forEach((listener) -> groups
				.computeIfAbsent(listener.group(), (name) -> new OwnGroup(cluster, name, List.of(), new ArrayList<>()))
				.share()
				.add(listener));
		return List.copyOf(groups.values());
	}

	/**
	 * The groups of one cluster and how they read, without preparing for new clusters.
	 */
	private Map<String, ReadRule> rules(ClusterKey key) {
		Map<String, ReadRule> rules = new HashMap<>();
		List<ListenerContainer> all = this.containers.all();
		if (!all.isEmpty() && ClusterKey.of(all.get(0)).equals(key)) {
			this.shareListeners.get()
				.stream()
				.filter((listener) -> !listener.group().isEmpty())
				.forEach((listener) -> rules.put(listener.group(), ReadRule.KAFKA_DEFAULT));
		}
		all.stream()
			.filter((listener) -> !listener.group().isEmpty() && ClusterKey.of(listener).equals(key))
			.forEach((listener) -> rules.put(listener.group(), ReadRules.of(listener)));
		return rules;
	}

	private Set<TopicPartition> sampled(ClusterKey key, String group) {
		GroupLag sample = PartitionViews.sample(this.lag, key.servers(), group);
		return (sample != null) ? sample.partitions().keySet() : Set.of();
	}

	@Override
	public synchronized void close() {
		this.clusters.values().forEach((cluster) -> cluster.thread().shutdownNow());
	}

}
