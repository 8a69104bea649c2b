package io.steadykafka.benchmarks.scenario.throughput;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.steadykafka.benchmarks.journal.Figures;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;

/**
 * Makes rows that compare medians of plain Spring Kafka and of a variant with the
 * starter.
 */
final class VariantComparison {

	private final String scenario;

	private final Map<Variant, List<Figures>> figures;

	private final Variant steady;

	VariantComparison(String scenario, Map<Variant, List<Figures>> figures, Variant steady) {
		this.scenario = scenario;
		this.figures = figures;
		this.steady = steady;
	}

	Row show(String measure, int decimals, ToDoubleFunction<Figures> value) {
		Row row = Row.of(this.scenario, measure, samples(Variant.PLAIN, value).show(decimals),
				samples(this.steady, value).show(decimals));
		return (this.figures.containsKey(Variant.ACTUATOR))
				? row.actuator(samples(Variant.ACTUATOR, value).show(decimals)) : row;
	}

	Row ratio(String measure, int decimals, ToDoubleFunction<Figures> value) {
		String ratio = "%s ×".formatted(Samples.number(ratio(value, Variant.PLAIN), 2));
		if (this.figures.containsKey(Variant.ACTUATOR)) {
			ratio += ", of + actuator %s ×".formatted(Samples.number(ratio(value, Variant.ACTUATOR), 2));
		}
		return show(measure, decimals, value).comparison(ratio);
	}

	/**
	 * Compare a speed with that of the application with Actuator: who reads metrics has
	 * it, and what Spring measures a record is not the starter's.
	 * @param aim the lowest ratio that is good enough
	 */
	Row atLeast(double aim, String measure, ToDoubleFunction<Figures> value) {
		return ratio(measure, 0, value).aim("≥ " + aim + " × of + actuator", ratio(value, Variant.ACTUATOR) >= aim);
	}

	Row atMost(double aim, String measure, int decimals, ToDoubleFunction<Figures> value) {
		return ratio(measure, decimals, value).aim("≤ " + aim + " ×", ratio(value, Variant.PLAIN) <= aim);
	}

	Row noMoreThan(double more, String measure, ToDoubleFunction<Figures> value) {
		double difference = samples(this.steady, value).median() - samples(Variant.PLAIN, value).median();
		return show(measure, 1, value).comparison("%+.1f".formatted(difference))
			.aim("≤ +" + Samples.number(more, 0), difference <= more);
	}

	private double ratio(ToDoubleFunction<Figures> value, Variant to) {
		return samples(this.steady, value).median() / samples(to, value).median();
	}

	private Samples samples(Variant variant, ToDoubleFunction<Figures> value) {
		return Samples.of(this.figures.getOrDefault(variant, List.of()), value);
	}

}
