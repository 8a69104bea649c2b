package io.steadykafka.benchmarks.scenario.churn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.steadykafka.benchmarks.brokerlog.BrokerLog;
import io.steadykafka.benchmarks.brokerlog.Generation;
import io.steadykafka.benchmarks.brokerlog.GenerationComparison;
import io.steadykafka.benchmarks.brokerlog.Outage;
import io.steadykafka.benchmarks.brokerlog.RebalanceLines;
import io.steadykafka.benchmarks.brokerlog.ReportedGeneration;
import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.churn.ChurnPlan.Action;
import io.steadykafka.benchmarks.scenario.churn.ChurnPlan.Step;
import io.steadykafka.benchmarks.scenario.rebalance.GroupRun;
import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.HandledRecords;
import io.steadykafka.benchmarks.scenario.support.ScrapedMeter;
import io.steadykafka.benchmarks.scenario.support.SteadyStream;
import io.steadykafka.benchmarks.scenario.support.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a group and disrupts one member at a time.
 */
final class ChurnRun implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ChurnRun.class);

	private static final int MEMBERS = 3;

	private static final int STABLE = 2;

	private static final int PER_SECOND = 600;

	private static final String SLOW = "/handler/100ms";

	private static final String FAST = "/handler/0ms";

	private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);

	private final Disruptions disruptions = new Disruptions();

	private final HealthStats stats = new HealthStats(this.disruptions);

	private final Map<Action, Integer> actions = new EnumMap<>(Action.class);

	private final Topic topic = new Topic("churn", 0);

	private final HandledRecords handled = new HandledRecords(this.topic);

	private final List<ChurnMember> members = new ArrayList<>();

	private final HealthPoller healthPoller = new HealthPoller(this.members, this.stats);

	private final Rig rig;

	private final Variant variant;

	private final Duration session;

	private final SteadyStream stream;

	/**
	 * A group that does not run yet.
	 */
	ChurnRun(Rig rig, Variant variant, Duration session) {
		this.rig = rig;
		this.variant = variant;
		this.session = session;
		rig.cluster().create(this.topic);
		this.stream = rig.cluster().stream(this.topic, PER_SECOND);
		// The last one comes and goes.
		for (int i = 0; i <= MEMBERS; i++) {
			int number = i;
			this.members.add(new ChurnMember("member-" + i, (port) -> start(number, port), this.disruptions));
		}
	}

	/**
	 * Run.
	 */
	ChurnOutcome run(int seed, Duration time) {
		IntStream.range(0, MEMBERS).forEach((i) -> this.members.get(i).start());
		this.rig.cluster().awaitMembers(this.topic.name(), MEMBERS, this.topic, GroupRun.START_LIMIT);
		this.healthPoller.start();
		ChurnPlan plan = new ChurnPlan(seed, MEMBERS);
		Deadline deadline = new Deadline(time);
		while (!deadline.isOver()) {
			Step step = plan.next();
			logger.info("{} false alarms; next: {}", this.stats.falseAlarms(), step);
			this.actions.merge(step.action(), 1, Integer::sum);
			act(step);
			wait(step.calm());
		}
		return outcome(this.stream.end());
	}

	private ChurnOutcome outcome(int produced) {
		Deadline drain = new Deadline(DRAIN_LIMIT);
		while (this.handled.count() < produced && !drain.isOver()) {
			wait(Duration.ofSeconds(1));
		}
		Map<String, Double> meters = new TreeMap<>();
		this.members.forEach((member) -> this.healthPoller.ask(member, "/prometheus")
			.ifPresent((body) -> meters.put(member.lastLife().name(),
					ScrapedMeter.sum("steady_kafka_rebalances_total", body))));
		this.members.forEach(ChurnMember::end);
		this.members.forEach((member) -> member.read(this.handled));
		List<Generation> broker = BrokerLog.read(this.rig.brokerLog(), this.topic.name()).generations();
		List<Outage> outages = this.disruptions.outages();
		List<ReportedGeneration> journals = this.members.stream()
			.flatMap((member) -> member.reported().stream())
			.toList();
		List<ReportedGeneration> records = ReportedGeneration
			.withFirstRounds(this.members.stream().flatMap((member) -> member.recorded().stream()).toList(), broker);
		return new ChurnOutcome(this.actions, produced, produced - this.handled.count(), this.handled.redone(),
				this.stats, GenerationComparison.of(broker, journals, outages),
				GenerationComparison.of(broker, records, outages), meters);
	}

	private void act(Step step) {
		ChurnMember member = this.members.get((step.action() == Action.JOIN) ? MEMBERS : step.member());
		switch (step.action()) {
			case STOP -> {
				member.stop();
				wait(step.time());
				member.start();
			}
			case KILL -> {
				member.kill(this.session);
				wait(step.time());
				member.start();
			}
			case FREEZE -> {
				member.freeze(step.time());
				wait(step.time());
				member.thaw();
			}
			case SLOW -> {
				member.slowFor(step.time());
				this.healthPoller.ask(member, SLOW);
				wait(step.time());
				this.healthPoller.ask(member, FAST);
			}
			case JOIN -> {
				member.start();
				wait(step.time());
				member.stop();
			}
		}
	}

	private void wait(Duration time) {
		Deadline deadline = new Deadline(time);
		do {
			deadline.pause();
			this.members.forEach((member) -> member.read(this.handled));
		}
		while (!deadline.isOver());
	}

	private ApplicationProcess start(int number, int port) {
		Map<String, String> properties = new HashMap<>(
				Map.of("benchmark.port", Integer.toString(port), "logging.pattern.console", RebalanceLines.PATTERN));
		// Some are known again after a crash, some are not.
		if (number < STABLE) {
			properties.put("steady.kafka.membership.instance-id", "member-" + number);
		}
		return this.rig.applications().start(this.variant, this.topic.name(), this.topic.name(), properties);
	}

	@Override
	public void close() {
		this.healthPoller.close();
		this.stream.close();
		this.members.forEach(ChurnMember::close);
	}

}
