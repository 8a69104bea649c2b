package io.steadykafka.operations;

import java.time.Instant;
import java.util.List;

/**
 * A reset of offsets, previewed or executed. Immutable.
 *
 * @param id its id, by which it can be undone once it is executed
 * @param group the group
 * @param at when it was asked for
 * @param by who asked for it
 * @param executed whether it was executed, at least for one partition
 * @param needsForce whether executing it needs {@link ResetRequest#force()}: the notes of
 * its partitions say why
 * @param partitions the partitions, sorted
 */
public record OffsetReset(String id, String group, Instant at, String by, boolean executed, boolean needsForce,
		List<PartitionReset> partitions) {

	/**
	 * Copies the partitions.
	 */
	public OffsetReset {
		partitions = List.copyOf(partitions);
	}

}
