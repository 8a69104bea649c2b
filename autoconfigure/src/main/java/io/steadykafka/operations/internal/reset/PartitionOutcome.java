package io.steadykafka.operations.internal.reset;

import io.steadykafka.operations.internal.reset.plan.PartitionPlan;
import org.jspecify.annotations.Nullable;

/**
 * How a reset ended for a partition, or was planned.
 *
 * @param done whether the group stands where it was to go
 * @param note what to know, besides the plan's note
 */
record PartitionOutcome(PartitionPlan plan, boolean done, @Nullable String note) {

	/**
	 * Both notes.
	 */
	@Nullable String notes() {
		String planned = this.plan.note();
		if (planned == null || this.note == null) {
			return (planned != null) ? planned : this.note;
		}
		return planned + ". " + this.note;
	}

}
