package io.steadykafka.benchmarks.scenario.support;

/**
 * A meter in Prometheus' text.
 */
public final class ScrapedMeter {

	private ScrapedMeter() {
	}

	/**
	 * The sum over all tags.
	 * @param name the name of the meter
	 * @param body the text
	 * @return the sum, 0 if there is no such meter
	 */
	public static double sum(String name, String body) {
		return body.lines()
			.filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

}
