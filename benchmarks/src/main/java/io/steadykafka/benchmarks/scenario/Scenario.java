package io.steadykafka.benchmarks.scenario;

import java.util.List;

import io.steadykafka.benchmarks.report.Row;

/**
 * Something that is run with and without the starter.
 */
public interface Scenario {

	/**
	 * Run it on all sides.
	 * @param rig what it runs on
	 * @return what came out
	 */
	List<Row> run(Rig rig);

}
