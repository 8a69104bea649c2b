package io.steadykafka.benchmarks.scenario.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.process.Side;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.delivery.Redo;
import io.steadykafka.benchmarks.scenario.support.Topic;

/**
 * Compares synchronous and asynchronous commits, with a handler that does nothing and
 * with one that takes a millisecond, as in {@link Redo}.
 */
public final class CommitModes implements Scenario {

	private static final List<Variant> MODES = List.of(mode("sync"), mode("async"));

	private final int records;

	private final int runs;

	public CommitModes(int records, int runs) {
		this.records = records;
		this.runs = Math.min(runs, 3);
	}

	@Override
	public List<Row> run(Rig rig) {
		List<Row> rows = new ArrayList<>();
		rows.addAll(run(AlternatingRuns.withoutWork(rig, "commit-modes-0ms", this.records), "handler without work"));
		rows.addAll(run(AlternatingRuns.withWork(rig, new Topic("commit-modes-1ms", Redo.RECORDS), Redo.WORK),
				"handler of 1 ms"));
		return rows;
	}

	private List<Row> run(AlternatingRuns alternating, String handler) {
		List<Variant> variants = new ArrayList<>(List.of(Variant.PLAIN, Variant.ACTUATOR));
		variants.addAll(MODES);
		var figures = alternating.run(variants, this.runs);
		List<Row> rows = new ArrayList<>();
		for (Variant mode : MODES) {
			VariantComparison comparison = new VariantComparison(handler + ", " + mode.name(), figures, mode);
			rows.add(comparison.atLeast(0.97, "records/s", Figures::recordsPerSecond));
			rows.add(comparison.show("records a commit", 1, Figures::recordsPerCommit));
		}
		return rows;
	}

	private static Variant mode(String mode) {
		return new Variant(mode, Side.STEADY, Map.of("steady.kafka.delivery.commit-mode", mode));
	}

}
