package io.steadykafka.benchmarks.scenario.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.steadykafka.benchmarks.process.Side;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.support.Topic;

/**
 * Has one of 2,000 records fail at every attempt, and measures what happens to it, to
 * those behind it, and to those on other partitions.
 */
public final class FailingRecord implements Scenario {

	private static final Variant BLOCK = steady("block");

	private static final Variant DEAD_LETTER = steady("dead-letter");

	private static final int RECORDS = 2_000;

	/** So that a partition gets a record each 240 ms, and some ms more don't matter. */
	private static final int PARTITIONS = 24;

	private static final int PER_SECOND = 100;

	private static final int FAILING = RECORDS / 2;

	private static final int BEHIND = (RECORDS - 1 - FAILING) / PARTITIONS;

	private final int runs;

	private final Map<Variant, List<FailingRun>> outcomes = new HashMap<>();

	public FailingRecord(int runs) {
		this.runs = Math.min(runs, 3);
	}

	@Override
	public List<Row> run(Rig rig) {
		for (int i = 0; i < this.runs; i++) {
			for (Variant variant : List.of(Variant.PLAIN, BLOCK, DEAD_LETTER)) {
				Topic topic = new Topic("failing-" + i + "-" + variant.name(), PARTITIONS, RECORDS);
				this.outcomes.computeIfAbsent(variant, (key) -> new ArrayList<>())
					.add(FailingRun.of(rig, variant, topic, FAILING, PER_SECOND));
			}
		}
		List<Row> rows = new ArrayList<>(rows(BLOCK, 0, 0));
		rows.addAll(rows(DEAD_LETTER, 1, BEHIND));
		return rows;
	}

	private List<Row> rows(Variant steady, int deadLettered, int behind) {
		return List.of(row(steady, "handled of 2,000", FailingRun::handled),
				row(steady, "attempts at the failing record", FailingRun::failed),
				row(steady, "lost", FailingRun::lost).aim("0", all(steady, FailingRun::lost, 0)),
				row(steady, "dead-lettered", FailingRun::deadLettered).aim(Integer.toString(deadLettered),
						all(steady, FailingRun::deadLettered, deadLettered)),
				row(steady, "handled behind it on its partition", FailingRun::behind).aim(Integer.toString(behind),
						all(steady, FailingRun::behind, behind)),
				row(steady, "waiting, not committed", FailingRun::waiting),
				gaps(steady, "longest gap", PartitionGaps::longestMillis).aim("≤ 1.1 ×",
						growth(steady, PartitionGaps::longestMillis) <= 1.1),
				gaps(steady, "99 % of gaps within", (gaps) -> gaps.percentileMillis(99)));
	}

	private Row row(Variant steady, String measure, ToDoubleFunction<FailingRun> value) {
		return Row.of(name(steady), measure, samples(Variant.PLAIN, value).show(0), samples(steady, value).show(0));
	}

	private boolean all(Variant steady, ToDoubleFunction<FailingRun> value, int expected) {
		return samples(steady, (run) -> Math.abs(value.applyAsDouble(run) - expected)).max() == 0;
	}

	private Row gaps(Variant steady, String measure, ToDoubleFunction<PartitionGaps> value) {
		return Row
			.of(name(steady), measure + " on other partitions, ms: nothing fails → it fails",
					change(Variant.PLAIN, value), change(steady, value))
			.comparison("plain %s ×, starter %s ×".formatted(Samples.number(growth(Variant.PLAIN, value), 2),
					Samples.number(growth(steady, value), 2)));
	}

	private String change(Variant variant, ToDoubleFunction<PartitionGaps> value) {
		return samples(variant, (run) -> value.applyAsDouble(run.goodGaps())).show(0) + " → "
				+ samples(variant, (run) -> value.applyAsDouble(run.gaps())).show(0);
	}

	private double growth(Variant variant, ToDoubleFunction<PartitionGaps> value) {
		// Both are from the same moments, so they are compared run by run.
		return samples(variant, (run) -> value.applyAsDouble(run.gaps()) / value.applyAsDouble(run.goodGaps()))
			.median();
	}

	private Samples samples(Variant variant, ToDoubleFunction<FailingRun> value) {
		return Samples.of(this.outcomes.getOrDefault(variant, List.of()), value);
	}

	private static String name(Variant steady) {
		return "a failing record, " + steady.name() + " after 5 attempts in 1.2 s";
	}

	private static Variant steady(String onExhausted) {
		return new Variant(onExhausted, Side.STEADY, Map.of("steady.kafka.failure.on-exhausted", onExhausted,
				"steady.kafka.failure.backoff.initial-interval", "100ms", "steady.kafka.failure.backoff.max-interval",
				"500ms", "steady.kafka.failure.backoff.max-attempts", "5"));
	}

}
