package io.steadykafka.metrics.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.steadykafka.metrics.internal.client.ClientMeter;
import io.steadykafka.metrics.internal.lag.ExporterMeter;
import io.steadykafka.metrics.internal.lag.GroupMeter;
import io.steadykafka.metrics.internal.lag.LagMeter;
import io.steadykafka.metrics.internal.listener.ContainerMeter;
import io.steadykafka.metrics.internal.listener.DeliveryMeter;
import io.steadykafka.metrics.internal.listener.FailureMeter;
import io.steadykafka.metrics.internal.listener.RebalanceMeter;
import io.steadykafka.metrics.internal.listener.WatchdogMeter;

/**
 * All meters that there are, and what a scrape shows of them.
 */
final class DocumentedMeters {

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

	private DocumentedMeters() {
	}

	/**
	 * The meters by the section of the documentation that they are in.
	 * @return each section with its meters
	 */
	static Map<String, List<SteadyMeter>> sections() {
		Map<String, List<SteadyMeter>> sections = new LinkedHashMap<>();
		sections.put("lag", List.of(LagMeter.values()));
		sections.put("groups", List.of(GroupMeter.values()));
		sections.put("rebalances", List.of(RebalanceMeter.values()));
		sections.put("listeners", List.of(ContainerMeter.values()));
		sections.put("watchdog", List.of(WatchdogMeter.values()));
		sections.put("work", List.of(DeliveryMeter.values()));
		sections.put("failures", List.of(FailureMeter.values()));
		sections.put("operations", List.of(OperationMeter.values()));
		sections.put("starter", List.of(OwnMeter.values()));
		sections.put("client", List.of(ClientMeter.values()));
		sections.put("exporter", List.of(ExporterMeter.values()));
		return sections;
	}

	static Stream<SteadyMeter> all() {
		return sections().values().stream().flatMap(List::stream);
	}

	/**
	 * What a scrape shows of a meter.
	 * @return its name, and its type and tags
	 */
	static Map<String, Exposed> exposed(SteadyMeter meter) {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		register(meter, registry);
		return exposed(registry.scrape().lines());
	}

	private static void register(SteadyMeter meter, MeterRegistry registry) {
		Tags tags = Tags.of(meter.text().tags().stream().map((tag) -> tag.of("any")).toList());
		switch (meter.getType()) {
			case GAUGE -> meter.gauge(registry, tags, () -> 1);
			case COUNTER -> meter.counter(registry, tags, meter, (any) -> 1);
			case TIMER -> meter.timer(registry, tags, meter, (any) -> 1, (any) -> 1);
			default -> throw new IllegalArgumentException("No binder makes a " + meter.getType());
		}
	}

	/**
	 * Read what a scrape shows.
	 * @return type and tags of each name
	 */
	static Map<String, Exposed> exposed(Stream<String> lines) {
		Map<String, Exposed> exposed = new TreeMap<>();
		String[] name = { "" };
		lines.forEach((line) -> {
			if (line.startsWith("# TYPE ")) {
				String[] words = line.split(" ", -1);
				name[0] = words[2];
				exposed.put(words[2], new Exposed(words[3], new TreeSet<>()));
			}
			else if (!line.startsWith("#")) {
				exposed.get(name[0]).tags().addAll(labels(line));
			}
		});
		return exposed;
	}

	private static Set<String> labels(String line) {
		return LABEL.matcher(line).results().map((MatchResult label) -> label.group(1)).collect(Collectors.toSet());
	}

	/**
	 * What there is to see of a meter in a scrape.
	 *
	 * @param type the type by Prometheus
	 */
	record Exposed(String type, Set<String> tags) {

	}

}
