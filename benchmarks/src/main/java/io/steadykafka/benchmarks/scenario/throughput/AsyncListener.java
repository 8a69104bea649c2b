package io.steadykafka.benchmarks.scenario.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.delivery.Redo;
import io.steadykafka.benchmarks.scenario.support.Topic;

/**
 * Measures a listener that returns futures which complete after some time: as many
 * records are in flight, and handled a second, as without the starter.
 */
public final class AsyncListener implements Scenario {

	/** The first is work for the processor too, and so is measured warm. */
	private static final List<Load> LOADS = List.of(new Load(Duration.ofMillis(10), 100_000, 60_000),
			new Load(Duration.ofMillis(300), 0, 10_000), new Load(Duration.ofSeconds(2), 0, 3_000));

	private final int runs;

	private final int kills;

	public AsyncListener(int runs, int kills) {
		this.runs = Math.min(runs, 3);
		this.kills = kills;
	}

	@Override
	public List<Row> run(Rig rig) {
		List<Row> rows = new ArrayList<>();
		LOADS.forEach((load) -> rows.add(speed(rig, load)));
		rows.addAll(Redo.async(this.kills).run(rig));
		return rows;
	}

	private Row speed(Rig rig, Load load) {
		long latency = load.latency().toMillis();
		var figures = AlternatingRuns
			.async(rig, new Topic("later-" + latency, load.warmUp() + load.records()), load.latency(), load.warmUp())
			.run(List.of(Variant.PLAIN, Variant.ACTUATOR, Variant.STEADY), this.runs);
		return new VariantComparison("futures of " + latency + " ms", figures, Variant.STEADY).atLeast(0.97,
				"records/s", Figures::recordsPerSecond);
	}

	/**
	 * What a row is measured with.
	 *
	 * @param latency after which time a future is done
	 * @param warmUp how many records are handled before
	 * @param records how many records are measured
	 */
	private record Load(Duration latency, int warmUp, int records) {
	}

}
