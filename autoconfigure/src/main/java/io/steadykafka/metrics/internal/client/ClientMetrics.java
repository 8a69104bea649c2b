package io.steadykafka.metrics.internal.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.ContainerEventListener;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.metrics.internal.KeyedMeters;
import io.steadykafka.metrics.internal.client.ClientMetricChoice.Level;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Kafka's own metrics of the consumers of each listener, whatever factory made them. A
 * series is there within a second of Kafka's metric, and gone within a second of the
 * metric or of its member.
 * <p>
 * A meter has the name of Kafka's metric, with dots ({@code connection-count} is
 * {@code connections}), its description and its unit (latencies are milliseconds); those
 * in {@code -total} are counters, all others are gauges, NaN where Kafka has nothing to
 * say. Tags {@code group} and {@code listener}, and more by level:
 * <ul>
 * <li>{@code steady.kafka.client.*}, tag {@code member}: the number of the member in its
 * listener, which stays the same when it starts again.</li>
 * <li>{@code steady.kafka.client.partition.*}, tags {@code topic} and {@code partition}:
 * {@code records.lag} and {@code records.lead} by the position of the consumer, not by
 * what is committed. None where lag is exported by topic.</li>
 * <li>{@code steady.kafka.client.topic.*}, tags {@code member} and {@code topic}, and
 * {@code steady.kafka.client.node.*}, tags {@code member} and {@code node}: only if all
 * metrics are exported.</li>
 * </ul>
 * Safe for use by several threads. One thread of its own, for all members, finds metrics
 * that came or went; the consumer's thread only reports that a member started or stopped.
 */
public final class ClientMetrics implements MeterBinder, ContainerEventListener, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ClientMetrics.class);

	private static final String PART = "client metrics";

	private final ListenerContainers containers;

	private final ClientMetricChoice choice;

	private final int maxSeries;

	private final Containment containment;

	private final Map<ClientMember.Key, ClientMember> members = new ConcurrentHashMap<>();

	/**
	 * What the meters read. A member that starts again has other metrics by the same
	 * names: its meters stay, because a registry that loses the last meter of a name and
	 * gets one anew may show both to a scrape, and the scrape fails.
	 */
	private final Map<ClientSeries.Id, Metric> metrics = new ConcurrentHashMap<>();

	private final KeyedMeters<ClientSeries.Id> meters;

	private Set<ClientMember> seen = Set.of();

	private boolean byPartition;

	private volatile @Nullable ScheduledExecutorService scheduler;

	public ClientMetrics(ListenerContainers containers, Options options, Containment containment) {
		this.containers = containers;
		this.choice = new ClientMetricChoice(options.all());
		this.byPartition = options.byPartition();
		this.maxSeries = options.maxSeries();
		this.containment = containment;
		this.meters = new KeyedMeters<>(this::register);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.meters.bindTo(registry);
	}

	@Override
	public void memberStarted(ListenerContainer listener, MessageListenerContainer member) {
		ClientMember.Key key = ClientMember.Key.of(listener, member);
		this.members.put(key, new ClientMember(key, Thread.currentThread(), () -> metricsOf(member)));
	}

	@Override
	public void memberStopped(ListenerContainer listener, MessageListenerContainer member, Reason reason) {
		// Perhaps a successor has started already.
		this.members.computeIfPresent(ClientMember.Key.of(listener, member),
				(same, known) -> (known.isOf(Thread.currentThread())) ? null : known);
	}

	private static Map<MetricName, ? extends Metric> metricsOf(MessageListenerContainer member) {
		// The container of one member has one consumer, and takes no lock to answer.
		return member.metrics().values().stream().findFirst().orElse(Map.of());
	}

	private synchronized void inspect() {
		Set<ListenerContainer> lookedAfter = Set.copyOf(this.containers.all());
		this.members.keySet().removeIf((key) -> !lookedAfter.contains(key.listener()));
		Set<ClientMember> present = new HashSet<>(this.members.values());
		boolean changed = !present.equals(this.seen);
		for (ClientMember member : present) {
			changed |= this.containment.get(PART, () -> member.inspect(this.choice), false);
		}
		this.seen = present;
		if (changed) {
			Map<ClientSeries.Id, ClientSeries> series = new HashMap<>();
			// For a moment a partition may be with two members.
			present.forEach((member) -> member.series().forEach((each) -> series.putIfAbsent(each.id(), each)));
			Set<ClientSeries.Id> exported = bounded(series);
			series.forEach((id, each) -> this.metrics.put(id, each.metric()));
			this.meters.retain(exported);
			this.metrics.keySet().retainAll(exported);
		}
	}

	private List<Meter> register(ClientSeries.Id id, MeterRegistry registry) {
		Metric metric = this.metrics.get(id);
		String description = (metric != null) ? metric.metricName().description() : "";
		return id.register(registry, description, this::value);
	}

	private Set<ClientSeries.Id> bounded(Map<ClientSeries.Id, ClientSeries> series) {
		long ofPartitions = series.keySet().stream().filter((id) -> id.level() == Level.PARTITION).count();
		if (this.byPartition && ofPartitions > this.maxSeries) {
			this.byPartition = false;
			logger.warn("Kafka's own metrics are exported without those of partitions from now on: there are "
					+ ofPartitions + " series, more than steady.kafka.metrics.max-series=" + this.maxSeries
					+ ". Raise it, or set steady.kafka.metrics.lag-by=topic");
		}
		Set<ClientSeries.Id> exported = new HashSet<>(series.keySet());
		exported.removeIf((each) -> !this.byPartition && each.level() == Level.PARTITION);
		return exported;
	}

	private double value(ClientSeries.Id id) {
		Metric metric = this.metrics.get(id);
		Object value = (metric != null) ? this.containment.get(PART, metric::metricValue, Double.NaN) : Double.NaN;
		// Kafka's maximum of nothing is infinite in places.
		return (value instanceof Number number && Double.isFinite(number.doubleValue())) ? number.doubleValue()
				: Double.NaN;
	}

	@Override
	public synchronized void start() {
		if (this.scheduler == null) {
			ScheduledExecutorService started = new BackgroundThread("steady-kafka-client-metrics");
			this.scheduler = started;
			Future<?> unused = started.scheduleWithFixedDelay(() -> this.containment.run(PART, this::inspect), 0, 1,
					TimeUnit.SECONDS);
		}
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService running = this.scheduler;
		this.scheduler = null;
		if (running != null) {
			running.shutdownNow();
			this.containment.run(PART, this::inspect);
		}
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

	@Override
	public int getPhase() {
		// Before the containers, and stopped after them.
		return 0;
	}

	/**
	 * What is exported.
	 *
	 * @param all whether all metrics are, instead of the default ones
	 * @param byPartition whether there are series of partitions
	 * @param maxSeries how many series of partitions there may be; with more, there are
	 * none
	 */
	public record Options(boolean all, boolean byPartition, int maxSeries) {

	}

}
