package io.steadykafka.lag;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import io.steadykafka.containment.Containment;
import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.OwnedPartitions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one {@link ClusterSampler} with a {@link SampleSchedule} a cluster.
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

	private final Map<ClusterKey, ClusterSampler> samplers = new LinkedHashMap<>();

	private final Map<ClusterSampler, SampleSchedule> schedules = new LinkedHashMap<>();

	private final List<Runnable> sampleListeners = new CopyOnWriteArrayList<>();

	private boolean running;

	BackgroundLagMonitor(OwnedPartitions owned, Duration interval, Clock clock, Containment containment) {
		this.owned = owned;
		this.interval = interval;
		this.clock = clock;
		this.containment = containment;
	}

	@Override
	public synchronized void prepare(ListenerContainer listener) {
		// Without a group there are no committed offsets to be behind with.
		if (!listener.group().isEmpty()) {
			Map<String, Object> config = listener.consumerConfig();
			this.samplers.computeIfAbsent(ClusterKey.of(config), (key) -> sampler(key, config)).add(listener);
			if (this.running) {
				startSchedules();
			}
		}
	}

	private ClusterSampler sampler(ClusterKey cluster, Map<String, Object> consumerConfig) {
		String clientId = "steady-kafka-lag-" + this.samplers.size();
		return new ClusterSampler(cluster.servers(),
				() -> Admin.create(ClusterKey.adminConfig(consumerConfig, clientId)), this.owned, timeout(),
				this.clock);
	}

	private Duration timeout() {
		if (this.interval.compareTo(SHORTEST_TIMEOUT) < 0) {
			return SHORTEST_TIMEOUT;
		}
		return (this.interval.compareTo(LONGEST_TIMEOUT) > 0) ? LONGEST_TIMEOUT : this.interval;
	}

	@Override
	public List<GroupLag> groups() {
		return allSamplers().stream().flatMap((sampler) -> sampler.groups().stream()).toList();
	}

	@Override
	public OptionalLong lag(GroupPartition partition) {
		long[] lags = allSamplers().stream()
			.map((sampler) -> sampler.lag(partition))
			.filter(OptionalLong::isPresent)
			.mapToLong(OptionalLong::getAsLong)
			.toArray();
		return (lags.length > 0) ? OptionalLong.of(LongStream.of(lags).sum()) : OptionalLong.empty();
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
		schedulesOf(change.listener()).forEach(SampleSchedule::sampleSoon);
	}

	@Override
	public synchronized void start() {
		this.running = true;
		startSchedules();
	}

	private void startSchedules() {
		this.samplers.values().forEach((sampler) -> this.schedules.computeIfAbsent(sampler, (key) -> {
			SampleSchedule schedule = new SampleSchedule("steady-kafka-lag-" + this.schedules.size(), this.interval);
			schedule.start(() -> this.containment.run("lag sampler", () -> sampleAndTell(sampler)), sampler::close);
			return schedule;
		}));
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
		this.sampleListeners.forEach((told) -> this.containment.run("lag sample listener", told));
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.schedules.values().forEach(SampleSchedule::stop);
		this.schedules.clear();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		// Last to start, when there is something to sample, and first to stop.
		return Integer.MAX_VALUE;
	}

	private synchronized Collection<ClusterSampler> allSamplers() {
		return List.copyOf(this.samplers.values());
	}

	private synchronized List<SampleSchedule> schedulesOf(ListenerContainer listener) {
		List<SampleSchedule> found = new ArrayList<>();
		this.schedules.forEach((sampler, schedule) -> {
			if (sampler.has(listener)) {
				found.add(schedule);
			}
		});
		return found;
	}

}
