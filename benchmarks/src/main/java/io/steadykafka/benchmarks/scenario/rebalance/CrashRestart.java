package io.steadykafka.benchmarks.scenario.rebalance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.support.RecordOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the only member of a group with kill -9 under a steady stream, restarts it at
 * once, and measures the time until its first record.
 */
public final class CrashRestart implements Scenario {

	private static final Logger logger = LoggerFactory.getLogger(CrashRestart.class);

	private static final String NAME = "kill -9 of the only member and restart";

	private static final int PER_SECOND = 600;

	/** Long enough for commits of all partitions, and for a stream that is steady. */
	private static final Duration LIFE = Duration.ofSeconds(3);

	/** Kafka's own, which none of the variants changes, and a margin. */
	private static final int SESSION_SECONDS = 45;

	private static final Duration LIMIT = Duration.ofSeconds(SESSION_SECONDS + 20);

	private final int runs;

	private final Map<Variant, List<Outcome>> outcomes = new ConcurrentHashMap<>();

	public CrashRestart(int runs) {
		this.runs = Math.min(runs, 3);
	}

	@Override
	public List<Row> run(Rig rig) {
		for (int i = 0; i < this.runs; i++) {
			int number = i;
			run(rig, GroupVariants.STABLE_ID, i);
			run(rig, GroupVariants.CONSUMER_STABLE_ID, i);
			// These two do nothing but wait for the session timeout.
			CompletableFuture<Void> plain = CompletableFuture.runAsync(() -> run(rig, Variant.ACTUATOR, number));
			run(rig, Variant.STEADY, i);
			plain.join();
		}
		List<Row> rows = new ArrayList<>();
		rows.addAll(rows(GroupVariants.STABLE_ID, "stable id", 2));
		rows.addAll(rows(GroupVariants.CONSUMER_STABLE_ID, "consumer protocol, stable id", 2));
		rows.addAll(rows(Variant.STEADY, "without a stable id", SESSION_SECONDS));
		return rows;
	}

	private void run(Rig rig, Variant variant, int number) {
		try (GroupRun run = GroupRun.begin(rig, variant, "crash-" + number, PER_SECOND)) {
			GroupMember first = run.start("member");
			if (!first.await(Kind.HANDLED, LIMIT)) {
				throw new IllegalStateException("No record was handled");
			}
			run.rest(LIFE);
			first.kill();
			GroupMember second = run.start("member");
			boolean handled = second.await(Kind.HANDLED, LIMIT);
			double seconds = (handled) ? seconds(second) : Double.POSITIVE_INFINITY;
			Outcome outcome = new Outcome(seconds, run.end());
			logger.info("{}: {}", run.group(), outcome);
			this.outcomes.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(outcome);
		}
	}

	private static double seconds(GroupMember member) {
		return (member.first(Kind.HANDLED).orElseThrow() - member.first(Kind.STARTING).orElseThrow()) / 1e6;
	}

	private List<Row> rows(Variant steady, String name, int aimSeconds) {
		String scenario = NAME + ", " + name;
		Samples seconds = samples(steady, Outcome::seconds);
		return List.of(
				Row.of(scenario, "first record after the containers start, s", "–", show(seconds))
					.actuator(show(samples(Variant.ACTUATOR, Outcome::seconds)))
					.aim("≤ " + aimSeconds, seconds.median() <= aimSeconds),
				Row.of(scenario, "redone", "–", samples(steady, (outcome) -> outcome.records.redone()).show(0))
					.actuator(samples(Variant.ACTUATOR, (outcome) -> outcome.records.redone()).show(0)),
				Row.of(scenario, "lost", "–", samples(steady, (outcome) -> outcome.records.lost()).show(0))
					.actuator(samples(Variant.ACTUATOR, (outcome) -> outcome.records.lost()).show(0))
					.aim("0", samples(steady, (outcome) -> outcome.records.lost()).max() == 0));
	}

	private static String show(Samples seconds) {
		return (Double.isInfinite(seconds.max())) ? "no record in " + LIMIT.toSeconds() + " s" : seconds.show(2);
	}

	private Samples samples(Variant variant, ToDoubleFunction<Outcome> value) {
		return Samples.of(this.outcomes.getOrDefault(variant, List.of()), value);
	}

	/**
	 * The result.
	 *
	 * @param seconds from the start of the containers to the first record; infinite if
	 * there was none
	 * @param records what has become of the records
	 */
	private record Outcome(double seconds, RecordOutcome records) {
	}

}
