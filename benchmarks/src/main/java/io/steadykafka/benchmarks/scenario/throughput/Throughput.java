package io.steadykafka.benchmarks.scenario.throughput;

import java.util.List;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;

/**
 * Measures the cost of consuming, with a handler that does nothing.
 */
public final class Throughput implements Scenario {

	private static final double MEBIBYTE = 1 << 20;

	private final int records;

	private final int runs;

	public Throughput(int records, int runs) {
		this.records = records;
		this.runs = runs;
	}

	@Override
	public List<Row> run(Rig rig) {
		List<Variant> variants = List.of(Variant.PLAIN, Variant.ACTUATOR, Variant.STEADY);
		var figures = AlternatingRuns.withoutWork(rig, "throughput", this.records).run(variants, this.runs);
		VariantComparison comparison = new VariantComparison("handler without work", figures, Variant.STEADY);
		return List.of(comparison.atLeast(0.97, "records/s", Figures::recordsPerSecond),
				comparison.ratio("processor ns a record", 0, Figures::processorNanosPerRecord),
				comparison.atMost(1.05, "bytes allocated a record", 0, Figures::allocatedBytesPerRecord),
				comparison.noMoreThan(20, "MiB of heap at the end", (run) -> run.heapBytes() / MEBIBYTE),
				comparison.show("MiB beside the heap at the end", 1, (run) -> run.otherMemoryBytes() / MEBIBYTE),
				comparison.show("records a commit", 1, Figures::recordsPerCommit));
	}

}
