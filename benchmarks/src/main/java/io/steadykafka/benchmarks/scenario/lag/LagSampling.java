package io.steadykafka.benchmarks.scenario.lag;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.FreePort;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.support.ScrapedMeter;
import io.steadykafka.benchmarks.scenario.support.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what samples of lag cost beside the calls they consist of, and what a scrape
 * costs, where one member owns all partitions of a very large topic.
 */
public final class LagSampling implements Scenario {

	private static final Logger logger = LoggerFactory.getLogger(LagSampling.class);

	private static final Duration LIMIT = Duration.ofMinutes(3);

	/** As often as samples are taken. */
	private static final Duration PAUSE = Duration.ofMillis(500);

	/**
	 * Spring Boot's binder of Kafka's metrics compares each partition's meter with those
	 * of all others: of ten thousand it would be at it for minutes, beside what is
	 * measured.
	 */
	private static final int MOST_OF_BOOT = 1_000;

	private static final Map<String, String> WITHOUT_BOOT_BINDER = Map.of("spring.autoconfigure.exclude",
			"org.springframework.boot.kafka.autoconfigure.metrics.KafkaMetricsAutoConfiguration");

	/** It remembers partitions by their lag: that is not the sampler's. */
	private static final Map<String, String> WITHOUT_WATCHDOG = Map.of("steady.kafka.watchdog.enabled", "false");

	/** An application samples for weeks: what is measured is to be compiled. */
	private static final int CALLS_BEFORE = 40;

	private static final int CALLS = 30;

	private static final int SCRAPES_BEFORE = 20;

	private static final int SCRAPES = 40;

	/** Not in step with samples: what one of them needs for its time only is not kept. */
	private static final Duration HEAP_PAUSE = Duration.ofMillis(370);

	private static final int HEAPS = 12;

	private final List<Integer> sizes;

	private final HttpClient http = HttpClient.newHttpClient();

	public LagSampling(int... sizes) {
		this.sizes = new ArrayList<>();
		for (int size : sizes) {
			this.sizes.add(size);
		}
	}

	@Override
	public List<Row> run(Rig rig) {
		List<Row> rows = new ArrayList<>();
		this.sizes.forEach((size) -> rows.addAll(run(rig, size)));
		return rows;
	}

	private List<Row> run(Rig rig, int partitions) {
		Topic topic = new Topic("sampling-" + partitions, partitions, 0);
		rig.cluster().create(topic);
		Map<String, String> bootBinder = (partitions > MOST_OF_BOOT) ? WITHOUT_BOOT_BINDER : Map.of();
		Sides sides = new Sides(measure(rig, topic, Variant.ACTUATOR.with(bootBinder)),
				measure(rig, topic, variant("off", false, false).with(bootBinder).with(WITHOUT_WATCHDOG)),
				measure(rig, topic, variant("alone", true, false).with(bootBinder).with(WITHOUT_WATCHDOG)),
				measure(rig, topic, variant("on", true, true).with(bootBinder)));
		logger.info("{} partitions: {}", partitions, sides);
		return rows(partitions, sides);
	}

	private static Variant variant(String name, boolean lag, boolean meters) {
		return new Variant("steady-lag-" + name, Variant.STEADY.side(),
				Map.of("steady.kafka.lag.enabled", String.valueOf(lag), "steady.kafka.lag.interval", "500ms",
						"steady.kafka.metrics.enabled", String.valueOf(meters), "steady.kafka.metrics.max-series",
						"1000000"));
	}

	private Measured measure(Rig rig, Topic topic, Variant variant) {
		String group = topic.name() + "-" + variant.name();
		rig.cluster().commitStart(group, topic);
		int port = FreePort.find();
		try (ApplicationProcess application = rig.applications()
			.start(variant, topic.name(), group, Map.of("benchmark.port", String.valueOf(port)))) {
			rig.cluster().awaitMembers(group, 1, topic, LIMIT);
			URI address = URI.create("http://localhost:" + port);
			calls(application, address, CALLS_BEFORE);
			String before = get(address, "/prometheus");
			Calls calls = calls(application, address, CALLS);
			String after = get(address, "/prometheus");
			double samples = grown("steady_kafka_lag_sample_time_seconds_count", before, after);
			double seconds = grown("steady_kafka_lag_sample_time_seconds_sum", before, after);
			Samples scrapes = scrapes(application, address);
			double heap = heap(application, address);
			return new Measured(seconds * 1000 / samples, calls.bare, calls.all, scrapes, heap);
		}
	}

	private Calls calls(ApplicationProcess application, URI address, int times) {
		List<Double> bare = new ArrayList<>();
		List<Double> all = new ArrayList<>();
		for (int time = 0; time < times; time++) {
			application.leaveFor(PAUSE);
			bare.add(Double.valueOf(get(address, "/bare")));
			application.leaveFor(PAUSE);
			all.add(Double.valueOf(get(address, "/calls")));
		}
		return new Calls(Samples.of(bare, (each) -> each), Samples.of(all, (each) -> each));
	}

	private static double grown(String meter, String before, String after) {
		return ScrapedMeter.sum(meter, after) - ScrapedMeter.sum(meter, before);
	}

	private Samples scrapes(ApplicationProcess application, URI address) {
		List<Double> millis = new ArrayList<>();
		for (int i = 0; i < SCRAPES_BEFORE + SCRAPES; i++) {
			application.leaveFor(PAUSE);
			long start = System.nanoTime();
			get(address, "/prometheus");
			if (i >= SCRAPES_BEFORE) {
				millis.add((System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1));
			}
		}
		return Samples.of(millis, (each) -> each);
	}

	private double heap(ApplicationProcess application, URI address) {
		double least = Double.POSITIVE_INFINITY;
		for (int i = 0; i < HEAPS; i++) {
			application.leaveFor(HEAP_PAUSE);
			least = Math.min(least, Double.parseDouble(get(address, "/heap")));
		}
		return least;
	}

	private String get(URI address, String path) {
		try {
			return this.http
				.send(HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT).build(), BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static List<Row> rows(int partitions, Sides sides) {
		String scenario = Samples.number(partitions, 0) + " partitions";
		double ratio = sides.on.sampleMillis / sides.on.bare.mean();
		double own = sides.on.sampleMillis / sides.on.calls.mean();
		double longer = sides.on.scrapes.median() - sides.actuator.scrapes.median();
		double bytes = (sides.alone.heap - sides.off.heap) / partitions;
		double meters = (sides.on.heap - sides.off.heap) / partitions;
		return List.of(
				Row.of(scenario, "a sample of lag on average, ms; plain: its calls alone",
						Samples.number(sides.on.calls.mean(), 1), Samples.number(sides.on.sampleMillis, 1))
					.comparison(Samples.number(own, 2) + " ×")
					.aim("≤ 1.2 ×", own <= 1.2),
				Row.of(scenario, "a sample of lag on average, ms; plain: the calls that give offsets alone",
						Samples.number(sides.on.bare.mean(), 1), Samples.number(sides.on.sampleMillis, 1))
					.comparison(Samples.number(ratio, 2) + " ×")
					.aim("≤ 1.2 ×", ratio <= 1.2),
				Row.of(scenario, "a scrape, ms", "–", sides.on.scrapes.show(1))
					.actuator(sides.actuator.scrapes.show(1))
					.comparison("+" + Samples.number(longer, 1))
					.aim("≤ +50 for 1,000", longer <= 50 * Math.max(1, partitions / 1000)),
				Row.of(scenario, "bytes of heap a partition, lag on against off", "–", Samples.number(bytes, 0))
					.aim("≤ 1,024", bytes <= 1024),
				Row.of(scenario, "bytes of heap a partition, with its meters and the watchdog", "–",
						Samples.number(meters, 0)));
	}

	/**
	 * What was measured on one side.
	 *
	 * @param sampleMillis the mean time of a sample; NaN where there are none
	 * @param bare the time of the calls that give offsets
	 * @param calls the time of all calls of a sample
	 * @param scrapes the time of a scrape
	 * @param heap bytes of all reachable objects, the least of several
	 */
	private record Measured(double sampleMillis, Samples bare, Samples calls, Samples scrapes, double heap) {
	}

	/**
	 * What calls took that samples are made of.
	 *
	 * @param bare those that give offsets
	 * @param all all of them
	 */
	private record Calls(Samples bare, Samples all) {
	}

	/**
	 * The sides.
	 *
	 * @param actuator without the starter
	 * @param off without lag and watchdog
	 * @param alone with lag, without watchdog and meters of the starter
	 * @param on with lag
	 */
	private record Sides(Measured actuator, Measured off, Measured alone, Measured on) {
	}

}
