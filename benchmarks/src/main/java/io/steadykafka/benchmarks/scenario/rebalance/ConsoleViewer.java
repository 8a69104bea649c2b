package io.steadykafka.benchmarks.scenario.rebalance;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.process.FreePort;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.HttpGet;
import io.steadykafka.benchmarks.scenario.support.ScrapedMeter;
import io.steadykafka.benchmarks.scenario.support.Topic;

/**
 * Measures the processor time of a member of 100 partitions while somebody has the
 * console open, and while nobody has.
 */
public final class ConsoleViewer implements Scenario {

	private static final int PARTITIONS = 100;

	private static final int PER_SECOND = 1_000;

	private static final Duration WINDOW = Duration.ofSeconds(20);

	private static final Duration WARM_UP = Duration.ofSeconds(60);

	/** How often the console asks. */
	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final String PROCESSOR_TIME = "process_cpu_time_ns_total";

	private final int runs;

	public ConsoleViewer(int runs) {
		this.runs = runs;
	}

	@Override
	public List<Row> run(Rig rig) {
		Topic topic = new Topic("console", PARTITIONS, 0);
		try (GroupRun run = GroupRun.begin(rig, Variant.STEADY, topic, PER_SECOND)) {
			URI member = URI.create("http://localhost:" + FreePort.find());
			run.start("member-0", Map.of("benchmark.port", String.valueOf(member.getPort())));
			run.awaitShared(1);
			window(member, true, WARM_UP);
			List<Double> alone = new ArrayList<>();
			List<Double> viewed = new ArrayList<>();
			for (int i = 0; i < this.runs; i++) {
				alone.add(window(member, false, WINDOW));
				viewed.add(window(member, true, WINDOW));
			}
			Samples with = Samples.of(viewed, Double::doubleValue);
			Samples without = Samples.of(alone, Double::doubleValue);
			double cost = with.median() - without.median();
			String name = "console, 100 partitions, 1,000 records a second";
			return List.of(Row.of(name, "% of a core, nobody looks", "–", without.show(1)),
					Row.of(name, "% of a core, one viewer", "–", with.show(1))
						.comparison(Samples.number(cost, 2) + " more")
						.aim("< 1 more", cost < 1));
		}
	}

	/**
	 * Looks, or not, for a while.
	 * @return how much of a core the member used, in percent
	 */
	private static double window(URI member, boolean viewed, Duration time) {
		double before = processorNanos(member);
		long start = System.nanoTime();
		Deadline end = new Deadline(time);
		Deadline next = new Deadline(INTERVAL);
		while (!end.isOver()) {
			if (next.isOver()) {
				if (viewed) {
					HttpGet.text(member.resolve("/group"));
				}
				next = new Deadline(INTERVAL);
			}
			end.pause();
		}
		return 100 * (processorNanos(member) - before) / (System.nanoTime() - start);
	}

	private static double processorNanos(URI member) {
		return ScrapedMeter.sum(PROCESSOR_TIME, HttpGet.text(member.resolve("/prometheus")));
	}

}
