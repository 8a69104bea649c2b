package io.steadykafka.operations.internal.allinstances.report;

import java.util.Map;

import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.offsets.LagLevel;
import io.steadykafka.operations.internal.describe.view.PartitionState;
import org.jspecify.annotations.Nullable;

/**
 * A letter for each constant, as reports have them.
 */
record Letters<E extends Enum<E>>(Map<Character, E> constants) {

	static final Letters<PartitionState> STATES = new Letters<>(
			Map.of('f', PartitionState.FLOWING, 'p', PartitionState.PAUSED, 'b', PartitionState.BLOCKED, 'r',
					PartitionState.RETRYING, 's', PartitionState.STUCK));

	static final Letters<Trend> TRENDS = new Letters<>(
			Map.of('g', Trend.GROWING, 's', Trend.STEADY, 'k', Trend.SHRINKING));

	static final Letters<LagLevel> LEVELS = new Letters<>(
			Map.of('c', LagLevel.CAUGHT_UP, 'n', LagLevel.NORMAL, 'b', LagLevel.BEHIND, 'l', LagLevel.BACKLOG));

	private static final char UNKNOWN = '-';

	char of(@Nullable E constant) {
		return this.constants.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == constant)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(UNKNOWN);
	}

	/**
	 * The constant of the letter at a place, {@code null} if there is none.
	 */
	@Nullable E at(String letters, int place) {
		return (place < letters.length()) ? this.constants.get(letters.charAt(place)) : null;
	}

}
