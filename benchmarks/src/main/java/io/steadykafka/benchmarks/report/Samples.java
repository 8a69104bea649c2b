package io.steadykafka.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The values of several runs.
 */
public final class Samples {

	private final double[] values;

	/**
	 * Samples of runs.
	 */
	public Samples(double... values) {
		if (values.length == 0) {
			throw new IllegalArgumentException("No run, no sample");
		}
		this.values = values.clone();
		Arrays.sort(this.values);
	}

	/**
	 * Take something of each run.
	 */
	public static <T> Samples of(Collection<T> runs, ToDoubleFunction<T> value) {
		return new Samples(runs.stream().mapToDouble(value).toArray());
	}

	public double median() {
		int middle = this.values.length / 2;
		return (this.values.length % 2 == 1) ? this.values[middle]
				: (this.values[middle - 1] + this.values[middle]) / 2;
	}

	public double mean() {
		return Arrays.stream(this.values).average().orElseThrow();
	}

	public double max() {
		return this.values[this.values.length - 1];
	}

	/**
	 * Show the median, and how far the runs are apart.
	 * @return for example {@code 1,234 (1,200–1,300)}
	 */
	public String show(int decimals) {
		String median = number(median(), decimals);
		return (this.values[0] == max()) ? median
				: median + " (" + number(this.values[0], decimals) + "–" + number(max(), decimals) + ")";
	}

	@Override
	public String toString() {
		return show(1);
	}

	public static String number(double value, int decimals) {
		return String.format(Locale.ROOT, "%,." + decimals + "f", value);
	}

}
