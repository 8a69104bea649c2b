package io.steadykafka.benchmarks.scenario;

import java.util.Map;

/**
 * What has become of the records of a topic.
 *
 * @param redone how many were handled again
 * @param lost how many were not handled, though committed
 * @param waiting how many were not handled, and not committed either
 */
record Completeness(int redone, int lost, int waiting) {

	static Completeness of(Topic topic, HandledRecords handled, Map<Integer, Long> committed) {
		int lost = handled.passedOver(committed);
		return new Completeness(handled.redone(), lost, topic.records() - handled.count() - lost);
	}

}
