package io.steadykafka.benchmarks.scenario;

import java.util.List;

import io.steadykafka.benchmarks.report.Row;

/**
 * A measurement with and without the starter.
 */
public interface Scenario {

	/**
	 * Run it on all sides.
	 */
	List<Row> run(Rig rig);

}
