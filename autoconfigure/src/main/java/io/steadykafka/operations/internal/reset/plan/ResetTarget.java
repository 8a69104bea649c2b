package io.steadykafka.operations.internal.reset.plan;

import java.util.OptionalLong;

/**
 * Where a reset leads, on each partition.
 */
@FunctionalInterface
public interface ResetTarget {

	PartitionPlan plan(PartitionOffsets offsets);

	/**
	 * The time, in milliseconds, whose offset the plan needs.
	 */
	default OptionalLong time() {
		return OptionalLong.empty();
	}

}
