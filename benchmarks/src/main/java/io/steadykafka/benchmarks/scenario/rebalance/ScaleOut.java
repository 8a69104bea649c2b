package io.steadykafka.benchmarks.scenario.rebalance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;

/**
 * Adds a second and a third member to a group under a steady stream, and a fourth one
 * while another is busy with a record for 10 s, and measures how long partitions pause.
 */
public final class ScaleOut implements Scenario {

	private static final int MOVED_MILLIS = 600;

	private static final int STAYED_MILLIS = 110;

	private final int runs;

	private final Map<Variant, List<ScaleOutRun>> outcomes = new HashMap<>();

	public ScaleOut(int runs) {
		this.runs = Math.min(runs, 3);
	}

	@Override
	public List<Row> run(Rig rig) {
		for (int i = 0; i < this.runs; i++) {
			for (Variant variant : List.of(Variant.ACTUATOR, Variant.STEADY)) {
				run(rig, variant, i);
			}
		}
		// Its pace is the broker's, so one is enough to see it.
		run(rig, GroupVariants.PLAIN_CONSUMER, 0);
		run(rig, GroupVariants.CONSUMER, 0);
		List<Row> rows = new ArrayList<>();
		rows.addAll(rows("1 → 2 → 3 members, 12 partitions", Variant.STEADY));
		rows.addAll(rows("1 → 2 → 3 members, 12 partitions, consumer protocol", GroupVariants.CONSUMER));
		return rows;
	}

	private void run(Rig rig, Variant variant, int number) {
		this.outcomes.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(ScaleOutRun.of(rig, variant, number));
	}

	private List<Row> rows(String name, Variant steady) {
		boolean aimed = steady.equals(Variant.STEADY);
		List<Row> rows = new ArrayList<>();
		rows.add(row(name, "longest pause of partitions that move, ms", steady, ScaleOutRun::movedMillis, MOVED_MILLIS,
				aimed));
		rows.add(row(name, "longest pause of partitions that stay, ms", steady, ScaleOutRun::stayedMillis,
				STAYED_MILLIS, aimed));
		rows.add(row(name + ", → 4, one busy 10 s", "longest pause of others' partitions that stay, ms", steady,
				ScaleOutRun::othersStayedMillis, STAYED_MILLIS, aimed));
		rows.add(row(name + " → 4", "redone", steady, (run) -> run.records().redone(), 0, aimed));
		rows.add(row(name + " → 4", "lost", steady, (run) -> run.records().lost(), 0, aimed));
		rows.add(row(name + " → 4", "neither handled nor committed", steady, (run) -> run.records().waiting(), 0,
				aimed));
		return rows;
	}

	private Row row(String name, String measure, Variant steady, ToDoubleFunction<ScaleOutRun> value, int most,
			boolean aimed) {
		Samples samples = samples(steady, value);
		Variant plain = (steady.equals(Variant.STEADY)) ? Variant.ACTUATOR : GroupVariants.PLAIN_CONSUMER;
		Row row = Row.of(name, measure, "–", samples.show(0)).actuator(samples(plain, value).show(0));
		// A single record that is redone or lost is too much, whatever the other runs
		// gave.
		double worst = (most == 0) ? samples.max() : samples.median();
		return (aimed) ? row.aim((most == 0) ? "0" : "≤ " + most, worst <= most) : row;
	}

	private Samples samples(Variant variant, ToDoubleFunction<ScaleOutRun> value) {
		return Samples.of(this.outcomes.getOrDefault(variant, List.of()), value);
	}

}
