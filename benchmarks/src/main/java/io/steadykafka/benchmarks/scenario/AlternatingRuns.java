package io.steadykafka.benchmarks.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets variants of the application consume the same topic by turns, a process each run,
 * so that whatever else the machine does meets all of them alike.
 */
final class AlternatingRuns {

	private static final Logger logger = LoggerFactory.getLogger(AlternatingRuns.class);

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private final Rig rig;

	private final Topic topic;

	private final Duration work;

	private int groups;

	AlternatingRuns(Rig rig, Topic topic, Duration work) {
		this.rig = rig;
		this.topic = topic;
		this.work = work;
	}

	/**
	 * Produce the records, and run.
	 * @param variants the variants
	 * @param runs how many runs of each count, after one that doesn't
	 * @return the figures of each variant
	 */
	Map<Variant, List<Figures>> run(List<Variant> variants, int runs) {
		this.rig.cluster().create(this.topic);
		this.rig.cluster().records(this.topic).produce();
		variants.forEach(this::run);
		Map<Variant, List<Figures>> figures = new HashMap<>();
		List<Variant> order = new ArrayList<>(variants);
		for (int i = 0; i < runs; i++) {
			for (Variant variant : order) {
				figures.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(run(variant));
			}
			Collections.reverse(order);
		}
		return figures;
	}

	private Figures run(Variant variant) {
		Map<String, String> properties = Map.of("benchmark.work", this.work.toMillis() + "ms",
				ApplicationProcess.EXPECTED, Integer.toString(this.topic.records()));
		String group = this.topic.name() + "-" + variant.name() + "-" + this.groups++;
		try (ApplicationProcess application = this.rig.applications()
			.start(variant, this.topic.name(), group, properties)) {
			Figures figures = application.awaitFigures(LIMIT);
			logger.info("{}: {} records/s", group, Math.round(figures.recordsPerSecond()));
			return figures;
		}
	}

}
