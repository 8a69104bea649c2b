package io.steadykafka.benchmarks.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;

/**
 * A listener that returns futures, which are done after some time: as many records are in
 * flight, and handled a second, as without the starter.
 */
public final class Later implements Scenario {

	private static final Map<Duration, Integer> RECORDS = Map.of(Duration.ofMillis(10), 50_000, Duration.ofMillis(300),
			10_000, Duration.ofSeconds(2), 3_000);

	private final int runs;

	private final int kills;

	public Later(int runs, int kills) {
		this.runs = Math.min(runs, 3);
		this.kills = kills;
	}

	@Override
	public List<Row> run(Rig rig) {
		List<Row> rows = new ArrayList<>();
		RECORDS.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.forEach((row) -> rows.add(speed(rig, row.getKey(), row.getValue())));
		rows.addAll(Redo.later(this.kills).run(rig));
		return rows;
	}

	private Row speed(Rig rig, Duration latency, int records) {
		Topic topic = new Topic("later-" + latency.toMillis(), records);
		var figures = AlternatingRuns.later(rig, topic, latency)
			.run(List.of(Variant.PLAIN, Variant.ACTUATOR, Variant.STEADY), this.runs);
		return new Comparison("futures of " + latency.toMillis() + " ms", figures, Variant.STEADY).atLeast(0.97,
				"records/s", Figures::recordsPerSecond);
	}

}
