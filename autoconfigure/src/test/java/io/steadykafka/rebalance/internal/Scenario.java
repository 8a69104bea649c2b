package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Member;
import io.steadykafka.rebalance.PartitionsListener;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.MutableClock;
import org.apache.kafka.common.TopicPartition;

import static org.mockito.Mockito.mock;

/**
 * Tells a log of rebalances what members are told, and lets time pass.
 */
final class Scenario {

	final MutableClock clock = new MutableClock();

	final Containment containment = new Containment();

	final List<PartitionsListener> hooks = new ArrayList<>();

	final List<Object> events = new ArrayList<>();

	final ListenerContainer listener;

	final RebalanceLog log;

	private final List<Runnable> later = new ArrayList<>();

	private Set<String> topics = Set.of("orders");

	private Duration betweenPolls = Duration.ZERO;

	private double failed;

	private boolean joining;

	private boolean stopping;

	Scenario(Map<String, Object> config) {
		this.listener = Listeners.subscribed("listener", "group", config);
		PartitionsPublisher publisher = new PartitionsPublisher(() -> this.hooks, this.events::add, this.containment);
		this.log = new RebalanceLog(this.clock, publisher, new Later(), this.containment);
	}

	static Scenario cooperative() {
		Scenario scenario = new Scenario(Map.of("heartbeat.interval.ms", "500", "max.poll.interval.ms", "60000"));
		scenario.prepare();
		return scenario;
	}

	static Scenario consumerProtocol() {
		Scenario scenario = new Scenario(Map.of("group.protocol", "consumer"));
		scenario.prepare();
		return scenario;
	}

	void prepare() {
		this.log.prepare(this.listener);
	}

	Scenario assigned(Object member, int generation, int... partitions) {
		return change(Kind.ASSIGNED, member, generation, partitions);
	}

	Scenario revoked(Object member, int generation, int... partitions) {
		return change(Kind.REVOKED, member, generation, partitions);
	}

	Scenario lost(Object member, int... partitions) {
		return change(Kind.LOST, member, -1, partitions);
	}

	private Scenario change(Kind kind, Object member, int generation, int... partitions) {
		Set<TopicPartition> all = Arrays.stream(partitions)
			.mapToObj((partition) -> new TopicPartition("orders", partition))
			.collect(Collectors.toSet());
		this.log.onChange(new AssignmentChange(this.listener, kind, all, generation, this.joining || this.stopping,
				new Member(member, this.stopping, this.topics, this.betweenPolls, this.failed)));
		return this;
	}

	Scenario after(long millis) {
		this.clock.advance(Duration.ofMillis(millis));
		return this;
	}

	/**
	 * Let time pass, and what waits for it happen.
	 * @param seconds how long
	 * @return this
	 */
	Scenario quiet(int seconds) {
		this.clock.advance(Duration.ofSeconds(seconds));
		List<Runnable> due = List.copyOf(this.later);
		this.later.clear();
		due.forEach(Runnable::run);
		return this;
	}

	Scenario joining(boolean now) {
		this.joining = now;
		return this;
	}

	Scenario stopping(boolean now) {
		this.stopping = now;
		return this;
	}

	Scenario subscribesTo(String... names) {
		this.topics = Set.of(names);
		return this;
	}

	Scenario failed(double total) {
		this.failed = total;
		return this;
	}

	Scenario betweenPolls(Duration longest) {
		this.betweenPolls = longest;
		return this;
	}

	/**
	 * The rebalances that are over.
	 */
	List<Rebalance> over() {
		List<Rebalance> all = new ArrayList<>(this.log.recent());
		Collections.reverse(all);
		return all;
	}

	Rebalance last() {
		return this.log.last(this.listener).orElseThrow();
	}

	static Set<TopicPartition> orders(int... partitions) {
		return Arrays.stream(partitions)
			.mapToObj((partition) -> new TopicPartition("orders", partition))
			.collect(Collectors.toSet());
	}

	private final class Later extends ScheduledThreadPoolExecutor {

		Later() {
			super(1);
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
			Scenario.this.later.add(action);
			return mock(ScheduledFuture.class);
		}

		@Override
		public List<Runnable> shutdownNow() {
			Scenario.this.later.clear();
			return super.shutdownNow();
		}

	}

}
