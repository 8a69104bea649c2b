package io.steadykafka.benchmarks.report;

/**
 * A row of the table.
 *
 * @param scenario what was run
 * @param measure what was measured
 * @param plain the value without the starter
 * @param actuator the value without the starter, with what else it brings
 * @param steady the value with the starter
 * @param comparison how the sides compare
 * @param aim what is aimed at, and whether that was met
 */
public record Row(String scenario, String measure, String plain, String actuator, String steady, String comparison,
		String aim) {

	private static final String NOTHING = "–";

	public static Row of(String scenario, String measure, String plain, String steady) {
		return new Row(scenario, measure, plain, NOTHING, steady, NOTHING, NOTHING);
	}

	/**
	 * A row for a scenario that could not be run.
	 */
	public static Row failed(String scenario, String failure) {
		return new Row(scenario, "FAILED: " + failure, NOTHING, NOTHING, NOTHING, NOTHING, "**not met**");
	}

	public Row actuator(String value) {
		return new Row(this.scenario, this.measure, this.plain, value, this.steady, this.comparison, this.aim);
	}

	public Row comparison(String value) {
		return new Row(this.scenario, this.measure, this.plain, this.actuator, this.steady, value, this.aim);
	}

	public Row aim(String value, boolean met) {
		return new Row(this.scenario, this.measure, this.plain, this.actuator, this.steady, this.comparison,
				value + ((met) ? ": met" : ": **not met**"));
	}

	String markdown() {
		return "| " + String.join(" | ", this.scenario, this.measure, this.plain, this.actuator, this.steady,
				this.comparison, this.aim) + " |";
	}

}
