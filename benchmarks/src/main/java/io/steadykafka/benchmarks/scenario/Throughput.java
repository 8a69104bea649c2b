package io.steadykafka.benchmarks.scenario;

import java.time.Duration;
import java.util.List;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;

/**
 * A handler that does nothing: what is left is the cost of consuming.
 */
public final class Throughput implements Scenario {

	private static final double MEBIBYTE = 1 << 20;

	private final Topic topic;

	private final int runs;

	public Throughput(int records, int runs) {
		this.topic = new Topic("throughput", records);
		this.runs = runs;
	}

	@Override
	public List<Row> run(Rig rig) {
		List<Variant> variants = List.of(Variant.PLAIN, Variant.ACTUATOR, Variant.STEADY);
		var figures = new AlternatingRuns(rig, this.topic, Duration.ZERO).run(variants, this.runs);
		Comparison comparison = new Comparison("handler without work", figures, Variant.STEADY);
		return List.of(comparison.atLeast(0.97, "records/s, first to last", Figures::recordsPerSecond),
				comparison.ratio("records/s, second half", 0, Figures::laterRecordsPerSecond),
				comparison.ratio("processor ns a record, second half", 0, Figures::laterProcessorNanosPerRecord),
				comparison.atMost(1.05, "bytes allocated a record", 0, Figures::allocatedBytesPerRecord),
				comparison.noMoreThan(20, "MiB of heap at the end", (run) -> run.heapBytes() / MEBIBYTE),
				comparison.show("MiB beside the heap at the end", 1, (run) -> run.otherMemoryBytes() / MEBIBYTE),
				comparison.show("commits/s", 1, Figures::commitsPerSecond));
	}

}
