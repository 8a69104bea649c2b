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
 * Stops and restarts three members one by one under a steady stream, and measures how
 * long partitions pause and what the other members notice.
 */
public final class RollingRestart implements Scenario {

	private static final double GAP_RATIO = 0.6;

	private final int runs;

	private final Map<Variant, List<RollingRestartRun>> outcomes = new HashMap<>();

	public RollingRestart(int runs) {
		this.runs = Math.min(runs, 3);
	}

	@Override
	public List<Row> run(Rig rig) {
		for (int i = 0; i < this.runs; i++) {
			for (Variant variant : List.of(Variant.ACTUATOR, Variant.STEADY, GroupVariants.STAY)) {
				this.outcomes.computeIfAbsent(variant, (key) -> new ArrayList<>())
					.add(RollingRestartRun.of(rig, variant, i));
			}
		}
		double ratio = samples(Variant.STEADY, RollingRestartRun::longestMillis).median()
				/ samples(Variant.ACTUATOR, RollingRestartRun::longestMillis).median();
		String leave = "rolling restart of 3 members, leave";
		String stay = "rolling restart of 3 members, stay-for-restart";
		return List.of(
				row(leave, "longest pause of a partition, ms", Variant.STEADY, RollingRestartRun::longestMillis)
					.comparison("of + actuator " + Samples.number(ratio, 2) + " ×")
					.aim("≤ " + GAP_RATIO + " × of + actuator", ratio <= GAP_RATIO),
				none(leave, "redone", Variant.STEADY, (run) -> run.records().redone()),
				none(leave, "lost", Variant.STEADY, (run) -> run.records().lost()),
				row(leave, "callbacks of rebalances in members not restarted", Variant.STEADY,
						RollingRestartRun::rebalances),
				row(leave, "generations, by the broker's log", Variant.STEADY, RollingRestartRun::generations),
				none(stay, "callbacks of rebalances in members not restarted", GroupVariants.STAY,
						RollingRestartRun::rebalances),
				none(stay, "generations, by the broker's log", GroupVariants.STAY, RollingRestartRun::generations),
				none(stay, "redone", GroupVariants.STAY, (run) -> run.records().redone()),
				none(stay, "lost", GroupVariants.STAY, (run) -> run.records().lost()),
				row(stay, "longest pause of a partition, its restart included, ms", GroupVariants.STAY,
						RollingRestartRun::longestMillis));
	}

	private Row none(String name, String measure, Variant steady, ToDoubleFunction<RollingRestartRun> value) {
		return row(name, measure, steady, value).aim("0", samples(steady, value).max() == 0);
	}

	private Row row(String name, String measure, Variant steady, ToDoubleFunction<RollingRestartRun> value) {
		return Row.of(name, measure, "–", samples(steady, value).show(0))
			.actuator(samples(Variant.ACTUATOR, value).show(0));
	}

	private Samples samples(Variant variant, ToDoubleFunction<RollingRestartRun> value) {
		return Samples.of(this.outcomes.getOrDefault(variant, List.of()), value);
	}

}
