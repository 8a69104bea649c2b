package io.steadykafka.benchmarks.scenario.rebalance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;

/**
 * Resets 12 of 15 partitions of a group of three instances under a steady stream, and
 * undoes it, several times, and measures how long the other three partitions pause.
 */
public final class LiveReset implements Scenario {

	private static final int PAUSE_MILLIS = 250;

	private final int rounds;

	public LiveReset(int rounds) {
		this.rounds = rounds;
	}

	@Override
	public List<Row> run(Rig rig) {
		List<Row> rows = new ArrayList<>();
		rows.addAll(rows("live reset, 3 instances", LiveResetRun.of(rig, GroupVariants.OPERATED, this.rounds)));
		rows.addAll(rows("live reset, 3 instances, consumer protocol",
				LiveResetRun.of(rig, GroupVariants.OPERATED_CONSUMER, this.rounds)));
		return rows;
	}

	private static List<Row> rows(String name, List<LiveResetRun> runs) {
		return List.of(pause(name, "until the answer", runs, LiveResetRun::resetMillis),
				pause(name, "while records are handled again", runs, LiveResetRun::againMillis),
				pause(name, "in the undo", runs, LiveResetRun::undoMillis),
				Row.of(name, "longest pause of partitions that are not reset, for as long without a reset, ms", "–",
						samples(runs, LiveResetRun::quietMillis).show(0)),
				Row.of(name, "a reset takes, ms", "–", samples(runs, LiveResetRun::tookMillis).show(0)));
	}

	private static Row pause(String name, String when, List<LiveResetRun> runs, ToDoubleFunction<LiveResetRun> value) {
		Samples samples = samples(runs, value);
		return Row.of(name, "longest pause of partitions that are not reset, " + when + ", ms", "–", samples.show(0))
			.aim("≤ " + PAUSE_MILLIS, samples.median() <= PAUSE_MILLIS);
	}

	private static Samples samples(List<LiveResetRun> runs, ToDoubleFunction<LiveResetRun> value) {
		return Samples.of(runs, value);
	}

}
