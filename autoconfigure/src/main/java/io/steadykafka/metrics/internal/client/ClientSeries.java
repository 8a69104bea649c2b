package io.steadykafka.metrics.internal.client;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.metrics.internal.client.ClientMetricChoice.Level;
import org.apache.kafka.common.Metric;

/**
 * One metric of a consumer, and what its meter is told apart by.
 *
 * @param id the name and tags
 * @param metric Kafka's metric
 */
record ClientSeries(Id id, Metric metric) {

	private static final String TOTAL = "-total";

	static String name(Level level, String metric) {
		// Prometheus adds one suffix, and keeps the other for histograms.
		String name = (isCounter(metric)) ? metric.substring(0, metric.length() - TOTAL.length())
				: metric.replaceFirst("-count$", "s");
		return "steady.kafka.client." + level.prefix() + name.replace('-', '.');
	}

	static boolean isCounter(String metric) {
		return metric.endsWith(TOTAL);
	}

	/**
	 * What a registry tells meters apart by.
	 *
	 * @param level what the metric is about
	 * @param metric the name of Kafka's metric
	 */
	record Id(Level level, String metric, Tags tags) {

		/**
		 * Register the meter.
		 * @param description what Kafka says of the metric
		 * @param value reads the metric, without throwing
		 */
		List<Meter> register(MeterRegistry registry, String description, ToDoubleFunction<Id> value) {
			String name = name(this.level, this.metric);
			if (isCounter(this.metric)) {
				return List.of(FunctionCounter.builder(name, this, value)
					.description(description)
					.tags(this.tags)
					.register(registry));
			}
			return List
				.of(Gauge.builder(name, this, value).description(description).tags(this.tags).register(registry));
		}

	}

}
