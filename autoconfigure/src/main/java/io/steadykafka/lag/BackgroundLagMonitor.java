package io.steadykafka.lag;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.containment.Containment;
import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.ClusterKey;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.OwnedPartitions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one {@link ClusterSampler} with a {@link SampleSchedule} a cluster. Nobody who
 * reads waits for a lock: neither the consumer's thread nor a health check.
 */
final class BackgroundLagMonitor implements LagMonitor {

	/**
	 * No broker takes this long to answer; with a longer interval a sample would not wait
	 * longer either.
	 */
	private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

	private final OwnedPartitions owned;

	private final Duration interval;

	private final Clock clock;

	private final Containment containment;

	private final List<SampledCluster> clusters = new CopyOnWriteArrayList<>();

	private final List<Runnable> sampleListeners = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	BackgroundLagMonitor(OwnedPartitions owned, Duration interval, Clock clock, Containment containment) {
		this.owned = owned;
		this.interval = interval;
		this.clock = clock;
		this.containment = containment;
	}

	@Override
	public synchronized void prepare(ListenerContainer listener) {
		// Without a group there are no committed offsets to be behind with.
		if (listener.group().isEmpty()) {
			return;
		}
		SampledCluster cluster = clusterOf(listener);
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
		this.sampleListeners.forEach((told) -> this.containment.run("lag sample listener", told));
	}

	private SampledCluster clusterOf(ListenerContainer listener) {
		Map<String, Object> config = listener.consumerConfig();
		ClusterKey key = ClusterKey.of(listener);
		for (SampledCluster cluster : this.clusters) {
			if (cluster.key().equals(key)) {
				return cluster;
			}
		}
		String name = "steady-kafka-lag-" + this.clusters.size();
		ClusterSampler sampler = new ClusterSampler(key.servers(),
				() -> Admin.create(ClusterKey.adminConfig(config, name)), this.owned, timeout(), this.clock);
		SampledCluster cluster = new SampledCluster(key, sampler, new SampleSchedule(name, this.interval));
		this.clusters.add(cluster);
		return cluster;
	}

	private Duration timeout() {
		if (this.interval.compareTo(SHORTEST_TIMEOUT) < 0) {
			return SHORTEST_TIMEOUT;
		}
		return (this.interval.compareTo(LONGEST_TIMEOUT) > 0) ? LONGEST_TIMEOUT : this.interval;
	}

	@Override
	public List<GroupLag> groups() {
		return this.clusters.stream().flatMap((cluster) -> cluster.sampler().groups().stream()).toList();
	}

	@Override
	public OptionalLong lag(GroupPartition partition) {
		List<OptionalLong> lags = this.clusters.stream()
			.map((cluster) -> cluster.sampler().sampled(partition))
			.filter(Objects::nonNull)
			.map(PartitionLag::lag)
			.toList();
		// A part of a sum would be too little.
		boolean known = !lags.isEmpty() && lags.stream().allMatch(OptionalLong::isPresent);
		return (known) ? OptionalLong.of(lags.stream().mapToLong(OptionalLong::getAsLong).sum()) : OptionalLong.empty();
	}

	@Override
	public Optional<GroupMembers> members(String group) {
		return this.clusters.stream().flatMap((cluster) -> cluster.sampler().members(group).stream()).findFirst();
	}

	@Override
	public @Nullable Duration age(GroupLag group) {
		return (group.sampledAt() != null) ? Duration.between(group.sampledAt(), this.clock.instant()) : null;
	}

	@Override
	public boolean isStale(GroupLag group) {
		Duration age = age(group);
		return age != null && age.compareTo(this.interval.multipliedBy(3).plus(timeout().multipliedBy(2))) > 0;
	}

	@Override
	public void onSample(Runnable listener) {
		this.sampleListeners.add(listener);
	}

	@Override
	public void onChange(AssignmentChange change) {
		this.clusters.stream()
			.filter((cluster) -> cluster.sampler().has(change.listener()))
			.forEach((cluster) -> cluster.schedule().sampleSoon());
	}

	@Override
	public synchronized void start() {
		this.running = true;
		this.clusters.forEach(this::start);
	}

	private void start(SampledCluster cluster) {
		cluster.schedule()
			.start(() -> this.containment.run("lag sampler", () -> sampleAndTell(cluster.sampler())),
					cluster.sampler()::close);
	}

	private void sampleAndTell(ClusterSampler sampler) {
		try {
			sampler.sample();
		}
		catch (InterruptException ex) {
			// The monitor is being stopped.
			Thread.currentThread().interrupt();
			return;
		}
		finally {
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
