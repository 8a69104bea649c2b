package io.steadykafka.benchmarks.scenario.support;

/**
 * Reads a meter from Prometheus text.
 */
public final class ScrapedMeter {

	private ScrapedMeter() {
	}

	/**
	 * The sum over all tags.
	 * @return the sum, 0 if there is no such meter
	 */
	public static double sum(String name, String body) {
		return body.lines()
			.filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

}
