package io.steadykafka.operations.internal.reset.plan;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * What a reset does to a partition.
 *
 * @param offsets what it was planned with
 * @param after the offset that is read next
 * @param removesCommit whether the committed offset is removed
 * @param needsForce whether it goes to the end because there is no better answer
 * @param note why it is not what was asked for, or what else to know
 */
public record PartitionPlan(PartitionOffsets offsets, long after, boolean removesCommit, boolean needsForce,
		@Nullable String note) {

	/**
	 * Goes to an offset that is in the log, or at its end.
	 */
	static PartitionPlan to(PartitionOffsets offsets, long after) {
		PartitionPlan plan = new PartitionPlan(offsets, after, false, false, null);
		boolean skips = offsets.committed().isEmpty() || offsets.committed().getAsLong() < after;
		return (skips && after > offsets.stableEnd()) ? plan.noting("A transaction is open at offset "
				+ offsets.stableEnd() + ": what it and others wrote below " + after + " is left out too") : plan;
	}

	/**
	 * Goes to an offset, or to the nearest one in the log.
	 * @param what names the offset, at the start of a sentence
	 */
	static PartitionPlan clamped(PartitionOffsets offsets, long wanted, String what) {
		if (wanted < offsets.start()) {
			return to(offsets, offsets.start())
				.noting(what + " is below the log start, so it goes to the log start " + offsets.start());
		}
		if (wanted > offsets.end()) {
			return to(offsets, offsets.end())
				.noting(what + " is beyond the log end, so it goes to the log end " + offsets.end());
		}
		return to(offsets, wanted);
	}

	/**
	 * Goes to the end for want of a better answer. Nothing is left out of an empty log.
	 */
	static PartitionPlan toEnd(PartitionOffsets offsets, String why) {
		PartitionPlan plan = to(offsets, offsets.end());
		return new PartitionPlan(offsets, plan.after, false, !offsets.isEmpty(), plan.note)
			.noting(why + ", so it goes to the log end " + offsets.end());
	}

	PartitionPlan noting(String more) {
		return new PartitionPlan(this.offsets, this.after, this.removesCommit, this.needsForce,
				(this.note != null) ? more + ". " + this.note : more);
	}

	public OptionalLong before() {
		return this.offsets.committed();
	}

	/**
	 * Whether a committed offset shows that the partition was moved. A member may have
	 * gone on since.
	 */
	public boolean isMoved(OptionalLong committed) {
		if (this.removesCommit || committed.isEmpty()) {
			return this.removesCommit && committed.isEmpty();
		}
		if (before().isPresent() && this.after < before().getAsLong()) {
			return committed.getAsLong() < before().getAsLong();
		}
		return committed.getAsLong() >= this.after;
	}

}
