package io.steadykafka.lag.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.GroupTopic;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.progress.DeliveredOffsets;
import io.steadykafka.lag.internal.sampling.ClusterSampler;
import io.steadykafka.lag.internal.sampling.SampleSchedule;
import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Keeps one {@link ClusterSampler} with a {@link SampleSchedule} a cluster. Nobody who
 * reads waits for a lock: neither the consumer's thread nor a health check.
 */
final class BackgroundLagMonitor implements LagMonitor {

	private final OwnedPartitions owned;

	private final Options options;

	private final Duration timeout;

	private final Supplier<Map<String, Object>> consumerConfig;

	private final Clock clock;

	private final Containment containment;

	private final DeliveredOffsets handedOver = new DeliveredOffsets();

	private final List<SampledCluster> clusters = new CopyOnWriteArrayList<>();

	private final List<Runnable> sampleListeners = new CopyOnWriteArrayList<>();

	private final LongAdder samples = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private volatile boolean running;

	private volatile @Nullable Instant startedAt;

	private boolean watching;

	private final AtomicInteger names = new AtomicInteger();

	BackgroundLagMonitor(OwnedPartitions owned, Options options, Supplier<Map<String, Object>> consumerConfig,
			Clock clock, Containment containment) {
		this.owned = owned;
		this.options = options;
		this.timeout = SampleSchedule.timeout(options.interval());
		this.consumerConfig = consumerConfig;
		this.clock = clock;
		this.containment = containment;
	}

	@Override
	public synchronized void prepare(ListenerContainer listener) {
		// Without a group there are no committed offsets to be behind with.
		if (listener.group().isEmpty()) {
			return;
		}
		SampledCluster cluster = clusterOf(ClusterKey.of(listener), listener.consumerConfig());
		cluster.sampler().add(listener);
		if (this.running) {
			start(cluster);
		}
	}

	@Override
	public synchronized void forget(ListenerContainer listener) {
		this.clusters.forEach((cluster) -> cluster.sampler().remove(listener));
		List<SampledCluster> idle = this.clusters.stream().filter((cluster) -> cluster.sampler().isIdle()).toList();
		idle.forEach((cluster) -> cluster.schedule().stop());
		this.clusters.removeAll(idle);
		this.handedOver.forget(listener);
		this.sampleListeners.forEach((told) -> this.containment.run("lag sample listener", told));
	}

	private SampledCluster clusterOf(ClusterKey key, Map<String, Object> config) {
		for (SampledCluster cluster : this.clusters) {
			if (cluster.key().equals(key)) {
				return cluster;
			}
		}
		String name = "steady-kafka-lag-" + this.names.getAndIncrement();
		ClusterSampler sampler = new ClusterSampler(
				new ClusterSampler.Surroundings(key.servers(), this.owned, this.handedOver, this.options, this.clock),
				() -> Admin.create(ClientConfigs.admin(config, name)), this.timeout);
		SampledCluster cluster = new SampledCluster(key, sampler, new SampleSchedule(name, this.options.interval()));
		this.clusters.add(cluster);
		return cluster;
	}

	@Override
	public List<GroupLag> groups() {
		return this.clusters.stream().flatMap((cluster) -> cluster.sampler().groups().stream()).toList();
	}

	@Override
	public List<PartitionReading> readings(GroupPartition partition) {
		// A loop: ten meters of a thousand partitions ask at each scrape.
		List<PartitionReading> readings = new ArrayList<>(1);
		for (SampledCluster cluster : this.clusters) {
			PartitionReading reading = cluster.sampler().reading(partition);
			if (reading != null) {
				readings.add(reading);
			}
		}
		return readings;
	}

	@Override
	public long lost(GroupTopic topic) {
		return this.clusters.stream().mapToLong((cluster) -> cluster.sampler().lost(topic)).sum();
	}

	@Override
	public Set<GroupTopic> topicsWithLosses() {
		Set<GroupTopic> topics = new HashSet<>();
		this.clusters.forEach((cluster) -> topics.addAll(cluster.sampler().topicsWithLosses()));
		return topics;
	}

	@Override
	public List<Loss> losses(String group) {
		return this.clusters.stream().flatMap((cluster) -> cluster.sampler().losses(group).stream()).toList();
	}

	@Override
	public Optional<GroupMembers> members(String group) {
		return this.clusters.stream().flatMap((cluster) -> cluster.sampler().members(group).stream()).findFirst();
	}

	@Override
	public void drop(GroupTopic topic) {
		this.clusters.forEach((cluster) -> cluster.sampler().drop(topic));
	}

	@Override
	public @Nullable Duration age(GroupLag group) {
		return (group.sampledAt() != null) ? since(group.sampledAt()) : null;
	}

	@Override
	public Duration blindFor(GroupLag group) {
		Instant since = (group.sampledAt() != null) ? group.sampledAt() : this.startedAt;
		return (since != null) ? since(since) : Duration.ZERO;
	}

	private Duration since(Instant then) {
		Duration since = Duration.between(then, this.clock.instant());
		// The clock may have been set back.
		return since.isNegative() ? Duration.ZERO : since;
	}

	@Override
	public boolean isStale(GroupLag group) {
		Duration age = age(group);
		return age != null
				&& age.compareTo(this.options.interval().multipliedBy(3).plus(this.timeout.multipliedBy(2))) > 0;
	}

	@Override
	public SamplingCost cost() {
		return new SamplingCost(this.samples.sum(), Duration.ofNanos(this.nanos.sum()));
	}

	@Override
	public void onSample(Runnable listener) {
		this.sampleListeners.add(listener);
	}

	@Override
	public SessionHooks polling(ListenerContainer listener, MessageListenerContainer member, Consumer<?, ?> consumer) {
		return this.handedOver.polls(listener);
	}

	@Override
	public void onChange(AssignmentChange change) {
		if (change.kind() != AssignmentChange.Kind.ASSIGNED) {
			// A loss is told late, when another member here has the partition already.
			Set<TopicPartition> owned = this.owned.of(change.listener());
			this.handedOver.revoked(change.listener(),
					change.partitions().stream().filter((partition) -> !owned.contains(partition)).toList());
		}
		this.clusters.stream()
			.filter((cluster) -> cluster.sampler().has(change.listener()))
			.forEach((cluster) -> cluster.schedule().sampleSoon());
	}

	@Override
	public synchronized void start() {
		this.running = true;
		this.startedAt = this.clock.instant();
		if (!this.options.groups().isEmpty() && !this.watching) {
			this.watching = true;
			Map<String, Object> config = new HashMap<>(this.consumerConfig.get());
			config.values().removeIf(Objects::isNull);
			clusterOf(ClusterKey.of(config), config).sampler().watch(this.options.groups());
		}
		this.clusters.forEach(this::start);
	}

	private void start(SampledCluster cluster) {
		cluster.schedule()
			.start(() -> this.containment.run("lag sampler", () -> sampleAndTell(cluster.sampler())),
					cluster.sampler()::close);
	}

	private void sampleAndTell(ClusterSampler sampler) {
		long start = System.nanoTime();
		try {
			sampler.sample();
		}
		catch (InterruptException ex) {
			// The monitor is being stopped.
			Thread.currentThread().interrupt();
			return;
		}
		finally {
			this.nanos.add(System.nanoTime() - start);
			this.samples.increment();
			this.sampleListeners.forEach((told) -> this.containment.run("lag sample listener", told));
		}
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.clusters.forEach((cluster) -> cluster.schedule().stop());
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		// Last to start, when there is something to sample, and first to stop.
		return Integer.MAX_VALUE;
	}

	/**
	 * A cluster and what samples it.
	 *
	 * @param key which cluster it is
	 * @param sampler takes the samples
	 * @param schedule says when
	 */
	private record SampledCluster(ClusterKey key, ClusterSampler sampler, SampleSchedule schedule) {

	}

}
