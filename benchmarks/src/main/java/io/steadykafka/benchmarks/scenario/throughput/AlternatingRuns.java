package io.steadykafka.benchmarks.scenario.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.support.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets variants of the application consume the same topic in alternating runs, each in a
 * new process, so that other load on the machine affects all of them alike.
 */
final class AlternatingRuns {

	private static final Logger logger = LoggerFactory.getLogger(AlternatingRuns.class);

	private static final Duration LIMIT = Duration.ofMinutes(5);

	/**
	 * How many records there are for one that is measured, before those.
	 */
	private static final int WARM_UPS = 4;

	/**
	 * Has the application return futures.
	 */
	static final Map<String, String> ASYNC = Map.of("benchmark.async", "true");

	private final Rig rig;

	private final Topic topic;

	private final Duration work;

	private final int warmUp;

	private final Map<String, String> more;

	private int groups;

	private AlternatingRuns(Rig rig, Topic topic, Duration work, int warmUp, Map<String, String> more) {
		this.rig = rig;
		this.topic = topic;
		this.work = work;
		this.warmUp = warmUp;
		this.more = more;
	}

	/**
	 * Measure what consuming costs once the virtual machine is warm.
	 */
	static AlternatingRuns withoutWork(Rig rig, String topic, int records) {
		int warmUp = records * WARM_UPS;
		return new AlternatingRuns(rig, new Topic(topic, warmUp + records), Duration.ZERO, warmUp, Map.of());
	}

	/**
	 * Measure from the first record on.
	 */
	static AlternatingRuns withWork(Rig rig, Topic topic, Duration work) {
		return new AlternatingRuns(rig, topic, work, 0, Map.of());
	}

	/**
	 * Measure a listener that returns futures, from the first one on that is done.
	 * @param latency after which time a future is done
	 */
	static AlternatingRuns async(Rig rig, Topic topic, Duration latency, int warmUp) {
		return new AlternatingRuns(rig, topic, latency, warmUp, ASYNC);
	}

	/**
	 * Produce the records, and run.
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
		Map<String, String> properties = new HashMap<>(this.more);
		properties.put("benchmark.work", this.work.toMillis() + "ms");
		properties.put("benchmark.warm-up", Integer.toString(this.warmUp));
		properties.put(ApplicationProcess.EXPECTED, Integer.toString(this.topic.records() - this.warmUp));
		String group = this.topic.name() + "-" + variant.name() + "-" + this.groups++;
		try (ApplicationProcess application = this.rig.applications()
			.start(variant, this.topic.name(), group, properties)) {
			Figures figures = application.awaitFigures(LIMIT);
			logger.info("{}: {} records/s", group, Math.round(figures.recordsPerSecond()));
			return figures;
		}
	}

}
