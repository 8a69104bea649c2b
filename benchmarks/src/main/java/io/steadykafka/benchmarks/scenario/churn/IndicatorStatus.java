package io.steadykafka.benchmarks.scenario.churn;

import java.util.List;
import java.util.stream.Stream;

/**
 * The status of a health indicator.
 *
 * @param indicator the name of the indicator
 * @param status its status
 * @param details its details, as text
 */
record IndicatorStatus(String indicator, String status, String details) {

	/**
	 * Parse a response.
	 */
	static List<IndicatorStatus> parse(String body) {
		return body.lines().filter((line) -> line.startsWith("kafka")).flatMap(IndicatorStatus::ofLine).toList();
	}

	private static Stream<IndicatorStatus> ofLine(String line) {
		String[] parts = line.split(" ", 3);
		return (parts.length == 3) ? Stream.of(new IndicatorStatus(parts[0], parts[1], parts[2])) : Stream.empty();
	}

	boolean up() {
		return this.status.equals("UP");
	}

}
