package io.steadykafka.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The table in Markdown.
 */
public final class Table {

	private final List<Row> rows = new ArrayList<>();

	public void add(List<Row> more) {
		this.rows.addAll(more);
	}

	/**
	 * Render the table.
	 */
	public List<String> markdown(String surroundings) {
		List<String> lines = new ArrayList<>(List.of(surroundings, "",
				"| scenario | measure | plain | plain + actuator | with the starter | comparison | aim |",
				"|---|---|---|---|---|---|---|"));
		this.rows.forEach((row) -> lines.add(row.markdown()));
		return lines;
	}

}
