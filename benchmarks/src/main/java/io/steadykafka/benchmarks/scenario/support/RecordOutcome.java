package io.steadykafka.benchmarks.scenario.support;

import java.util.Map;

/**
 * How many records of a topic were redone, lost, or are waiting.
 *
 * @param redone how many were handled again
 * @param lost how many were not handled, though committed
 * @param waiting how many were not handled, and not committed either
 */
public record RecordOutcome(int redone, int lost, int waiting) {

	public static RecordOutcome of(Topic topic, HandledRecords handled, Map<Integer, Long> committed) {
		int lost = handled.passedOver(committed);
		return new RecordOutcome(handled.redone(), lost, topic.records() - handled.count() - lost);
	}

}
