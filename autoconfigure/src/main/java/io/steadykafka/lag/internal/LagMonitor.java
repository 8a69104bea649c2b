package io.steadykafka.lag.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.lag.internal.group.LagOptions;
import io.steadykafka.lag.internal.progress.DeliveredOffsets;
import io.steadykafka.lag.internal.sampling.ClusterSampler;
import io.steadykafka.lag.internal.sampling.SampleSchedule;
import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.listener.internal.session.SessionListener;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Samples lag in the background, with one thread and one Admin client per cluster,
 * however many listeners there are: a {@link ClusterSampler} and its
 * {@link SampleSchedule}. Readers never wait for a lock: neither the consumer's thread
 * nor a health check.
 */
public final class LagMonitor
		implements ConsumerLag, ContainerPreparer, AssignmentListener, SessionListener, SmartLifecycle {

	private final OwnedPartitions owned;

	private final LagOptions options;

	private final Supplier<Map<String, Object>> consumerConfig;

	private final Clock clock;

	private final Containment containment;

	private final SampleAge ages;

	private final DeliveredOffsets delivered = new DeliveredOffsets();

	private final List<SampledCluster> clusters = new CopyOnWriteArrayList<>();

	private final List<Runnable> sampleListeners = new CopyOnWriteArrayList<>();

	private final AtomicReference<SamplingCost> cost = new AtomicReference<>(new SamplingCost(0, Duration.ZERO));

	private volatile boolean running;

	private volatile @Nullable Instant startedAt;

	private boolean watching;

	private int names;

	/**
	 * Creates a monitor that is not running.
	 * @param consumerConfig the configuration of consumers on the cluster of
	 * {@link LagOptions#groups()}; only asked for if there are any
	 */
	public LagMonitor(OwnedPartitions owned, LagOptions options, Supplier<Map<String, Object>> consumerConfig,
			Clock clock, Containment containment) {
		this.owned = owned;
		this.options = options;
		this.consumerConfig = consumerConfig;
		this.clock = clock;
		this.containment = containment;
		this.ages = SampleAge.of(clock, options.interval());
	}

	@Override
	public synchronized void prepare(ListenerContainer listener) {
		// Without a group there are no committed offsets to lag behind.
		if (!listener.group().isEmpty()) {
			SampledCluster cluster = clusterOf(ClusterKey.of(listener), listener.consumerConfig());
			cluster.sampler().groups().add(listener);
			if (this.running) {
				start(cluster);
			}
		}
	}

	@Override
	public synchronized void forget(ListenerContainer listener) {
		this.clusters.forEach((cluster) -> cluster.sampler().groups().remove(listener));
		this.clusters.stream().filter(SampledCluster::isIdle).forEach((cluster) -> cluster.schedule().stop());
		this.clusters.removeIf(SampledCluster::isIdle);
		this.delivered.forget(listener);
		notifySampleListeners();
	}

	private SampledCluster clusterOf(ClusterKey key, Map<String, Object> config) {
		for (SampledCluster cluster : this.clusters) {
			if (cluster.key().equals(key)) {
				return cluster;
			}
		}
		String name = "steady-kafka-lag-" + this.names++;
		ClusterSampler sampler = new ClusterSampler(
				new ClusterSampler.Surroundings(key.servers(), this.owned, this.delivered, this.options, this.clock),
				() -> Admin.create(ClientConfigs.admin(config, name)));
		SampledCluster cluster = new SampledCluster(key, sampler, new SampleSchedule(name, this.options.interval()));
		this.clusters.add(cluster);
		return cluster;
	}

	@Override
	public List<GroupLag> groups() {
		return this.clusters.stream().flatMap((cluster) -> cluster.sampler().groups().lag().stream()).toList();
	}

	@Override
	public List<PartitionReading> readings(String group, TopicPartition partition) {
		return readings(new GroupPartition(group, partition));
	}

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
	public long lost(String group, String topic) {
		GroupTopic of = new GroupTopic(group, topic);
		return this.clusters.stream().mapToLong((cluster) -> cluster.sampler().losses().of(of)).sum();
	}

	/**
	 * The groups and topics of which {@link #lost} is more than 0.
	 */
	public Set<GroupTopic> topicsWithLosses() {
		return this.clusters.stream()
			.flatMap((cluster) -> cluster.sampler().losses().topics().stream())
			.collect(Collectors.toSet());
	}

	@Override
	public List<Loss> losses(String group) {
		return this.clusters.stream().flatMap((cluster) -> cluster.sampler().losses().losses(group).stream()).toList();
	}

	@Override
	public Optional<GroupMembers> members(String group) {
		return this.clusters.stream().flatMap((cluster) -> cluster.sampler().members().of(group).stream()).findFirst();
	}

	/**
	 * Leaves out a topic that a group of {@code steady.kafka.lag.groups} does not read
	 * anymore: its committed offsets stay for days. From the next sample on, until the
	 * application restarts. A topic that a listener here reads is sampled nevertheless.
	 */
	public void drop(GroupTopic topic) {
		this.clusters.forEach((cluster) -> cluster.sampler().groups().drop(topic));
	}

	@Override
	public @Nullable Duration age(GroupLag group) {
		return this.ages.of(group);
	}

	@Override
	public boolean isStale(GroupLag group) {
		return this.ages.isStale(group);
	}

	/**
	 * How long nothing new is known of a group: its {@link #age}, or the time since the
	 * monitor started.
	 */
	public Duration blindFor(GroupLag group) {
		Instant since = (group.sampledAt() != null) ? group.sampledAt() : this.startedAt;
		return (since != null) ? this.ages.since(since) : Duration.ZERO;
	}

	public SamplingCost cost() {
		return this.cost.get();
	}

	/**
	 * Adds a listener that runs after each sample, good or not, on the sampler's thread.
	 */
	public void onSample(Runnable listener) {
		this.sampleListeners.add(listener);
	}

	private void notifySampleListeners() {
		this.sampleListeners.forEach((listener) -> this.containment.run("lag sample listener", listener));
	}

	@Override
	public SessionHooks polling(ListenerContainer listener, MessageListenerContainer member, Consumer<?, ?> consumer) {
		return this.delivered.polls(listener);
	}

	@Override
	public void onChange(AssignmentChange change) {
		if (change.kind() != AssignmentChange.Kind.ASSIGNED) {
			// A loss is reported late, when another member here has the partition
			// already.
			Set<TopicPartition> owned = this.owned.of(change.listener());
			this.delivered.revoked(change.listener(),
					change.partitions().stream().filter((partition) -> !owned.contains(partition)).toList());
		}
		this.clusters.stream()
			.filter((cluster) -> cluster.sampler().groups().has(change.listener()))
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
			clusterOf(ClusterKey.of(config), config).sampler().groups().watch(this.options.groups());
		}
		this.clusters.forEach(this::start);
	}

	private void start(SampledCluster cluster) {
		cluster.schedule()
			.start(() -> this.containment.run("lag sampler", () -> sample(cluster.sampler())),
					cluster.sampler()::close);
	}

	private void sample(ClusterSampler sampler) {
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
			long took = System.nanoTime() - start;
			this.cost.updateAndGet((before) -> before.plus(took));
			notifySampleListeners();
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

}
