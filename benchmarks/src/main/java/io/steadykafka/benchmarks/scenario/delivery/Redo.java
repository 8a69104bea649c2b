package io.steadykafka.benchmarks.scenario.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.HandledRecords;
import io.steadykafka.benchmarks.scenario.support.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills a process with kill -9 and restarts it, several times, and counts the records
 * that are handled again.
 */
public final class Redo implements Scenario {

	public static final int RECORDS = 20_000;

	public static final Duration WORK = Duration.ofMillis(1);

	private static final Logger logger = LoggerFactory.getLogger(Redo.class);

	private static final int RECORDS_PER_KILL = 4_000;

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Duration MOMENT = Duration.ofMillis(20);

	private static final long SEED = 20_26;

	private static final Duration LATENCY = Duration.ofMillis(300);

	private final Topic topic;

	private final int kills;

	private final Duration work;

	private final boolean async;

	public Redo(int kills) {
		this(kills, "redo", RECORDS_PER_KILL, WORK, false);
	}

	private Redo(int kills, String name, int recordsPerKill, Duration work, boolean async) {
		this.kills = kills;
		this.topic = new Topic(name, Math.max(RECORDS, kills * recordsPerKill));
		this.work = work;
		this.async = async;
	}

	/**
	 * The same with a listener that returns futures.
	 */
	public static Redo async(int kills) {
		return new Redo(kills, "redo-later", 2 * RECORDS_PER_KILL, LATENCY, true);
	}

	@Override
	public List<Row> run(Rig rig) {
		rig.cluster().create(this.topic);
		rig.cluster().records(this.topic).produce();
		Outcome plain = run(rig, Variant.PLAIN);
		Outcome steady = run(rig, Variant.STEADY);
		if (this.async) {
			return rows("kill -9 × " + this.kills + ", futures of " + LATENCY.toMillis() + " ms", plain, steady);
		}
		String scenario = "kill -9 × " + this.kills + ", handler of 1 ms";
		return List.of(
				Row.of(scenario, "redone a kill, on average", Samples.number(plain.average(), 0),
						Samples.number(steady.average(), 0))
					.aim("≤ 60", steady.average() <= 60),
				Row.of(scenario, "redone after the worst kill", Samples.number(plain.worst(), 0),
						Samples.number(steady.worst(), 0))
					.aim("≤ 100 ms of work", steady.worst() <= 100),
				Row.of(scenario, "lost", Samples.number(plain.missing, 0), Samples.number(steady.missing, 0))
					.aim("0", steady.missing == 0));
	}

	private static List<Row> rows(String scenario, Outcome plain, Outcome steady) {
		return List.of(
				Row.of(scenario, "redone a kill, on average", Samples.number(plain.average(), 0),
						Samples.number(steady.average(), 0)),
				Row.of(scenario, "lost", Samples.number(plain.missing, 0), Samples.number(steady.missing, 0))
					.aim("0", steady.missing == 0));
	}

	private Outcome run(Rig rig, Variant variant) {
		// The same moments for all.
		Random random = new Random(SEED);
		HandledRecords handled = new HandledRecords(this.topic);
		List<Integer> redone = new ArrayList<>();
		for (int i = 0; i < this.kills; i++) {
			Duration life = Duration.ofMillis(random.nextLong(2_000, 4_000));
			try (ApplicationProcess application = start(rig, variant)) {
				awaitFirst(application, handled);
				consume(application, handled, life);
				application.kill();
				handled.add(application.restOfJournal());
			}
			redone.add(handled.redone());
			logger.info("{}: kill {}, {} records redone so far", variant.name(), i + 1, handled.redone());
		}
		try (ApplicationProcess application = start(rig, variant)) {
			awaitFirst(application, handled);
			awaitLast(application, handled);
			redone.add(handled.redone());
			return new Outcome(redone, this.topic.records() - handled.count());
		}
	}

	private ApplicationProcess start(Rig rig, Variant variant) {
		return rig.applications()
			.start(variant, this.topic.name(), this.topic.name() + "-" + variant.name(),
					Map.of("benchmark.async", Boolean.toString(this.async), "benchmark.work",
							this.work.toMillis() + "ms",
							// The shortest that brokers allow: how long partitions of the
							// dead stay theirs.
							"spring.kafka.consumer.properties.session.timeout.ms", "6000"));
	}

	private static void awaitFirst(ApplicationProcess application, HandledRecords handled) {
		Deadline deadline = new Deadline(LIMIT);
		while (handled.add(application.journal(MOMENT)) == 0) {
			deadline.orFail("No record was handled");
		}
	}

	private static void consume(ApplicationProcess application, HandledRecords handled, Duration time) {
		Deadline deadline = new Deadline(time);
		while (!deadline.isOver()) {
			handled.add(application.journal(MOMENT));
		}
	}

	private static void awaitLast(ApplicationProcess application, HandledRecords handled) {
		Deadline deadline = new Deadline(LIMIT);
		while (!handled.isComplete() && !deadline.isOver()) {
			handled.add(application.journal(MOMENT));
		}
	}

	/**
	 * The result.
	 *
	 * @param redone records redone until after each life of the process
	 * @param missing records that were not handled
	 */
	private record Outcome(List<Integer> redone, int missing) {

		double average() {
			return (double) this.redone.get(this.redone.size() - 1) / (this.redone.size() - 1);
		}

		int worst() {
			int worst = 0;
			for (int i = 1; i < this.redone.size(); i++) {
				worst = Math.max(worst, this.redone.get(i) - this.redone.get(i - 1));
			}
			return worst;
		}

	}

}
