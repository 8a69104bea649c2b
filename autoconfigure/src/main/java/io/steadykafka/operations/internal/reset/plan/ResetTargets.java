package io.steadykafka.operations.internal.reset.plan;

import java.util.OptionalLong;

/**
 * The targets that there are.
 */
public final class ResetTargets {

	private ResetTargets() {
	}

	public static ResetTarget earliest() {
		return (offsets) -> PartitionPlan.to(offsets, offsets.start());
	}

	/**
	 * The high watermark, as on the command line, also while a transaction is open.
	 */
	public static ResetTarget latest() {
		return (offsets) -> PartitionPlan.to(offsets, offsets.end());
	}

	public static ResetTarget offset(long offset) {
		return (offsets) -> PartitionPlan.clamped(offsets, offset, "Offset " + offset);
	}

	public static ResetTarget current() {
		return (offsets) -> fromCommit(offsets, 0, "");
	}

	public static ResetTarget shift(long by) {
		return (offsets) -> fromCommit(offsets, by, " shifted by " + by);
	}

	private static PartitionPlan fromCommit(PartitionOffsets offsets, long by, String shifted) {
		if (offsets.committed().isEmpty()) {
			return PartitionPlan.toEnd(offsets,
					"There is no committed offset, and to-earliest or to-offset would say where to begin");
		}
		long committed = offsets.committed().getAsLong();
		if (committed > offsets.end()) {
			return PartitionPlan.toEnd(offsets, "The committed offset " + committed
					+ " is beyond the log end, as the log was truncated or the topic was made anew");
		}
		return PartitionPlan.clamped(offsets, sum(committed, by), "The committed offset " + committed + shifted);
	}

	private static long sum(long committed, long by) {
		// An offset is not negative, so the sum can only be too large.
		return (by > Long.MAX_VALUE - committed) ? Long.MAX_VALUE : committed + by;
	}

	static ResetTarget time(ResetTime time) {
		return new ResetTarget() {

			@Override
			public PartitionPlan plan(PartitionOffsets offsets) {
				PartitionPlan plan = offsets.atTime().isPresent()
						? PartitionPlan.clamped(offsets, offsets.atTime().getAsLong(), "The offset of that time")
						: PartitionPlan.toEnd(offsets, "There is no record of " + time.text() + " or later");
				return (time.isZoneAssumed()) ? plan.noting("The time names no zone and is read as UTC") : plan;
			}

			@Override
			public OptionalLong time() {
				return OptionalLong.of(time.millis());
			}

		};
	}

	/**
	 * Back to where it was.
	 * @param before the committed offset that it had, empty for none
	 * @param isLive whether a member owns it. A member can't remove a commit
	 */
	public static ResetTarget back(OptionalLong before, boolean isLive, UncommittedStart start) {
		if (before.isPresent()) {
			return (offsets) -> PartitionPlan.clamped(offsets, before.getAsLong(),
					"Offset " + before.getAsLong() + ", where it was,");
		}
		return (offsets) -> new PartitionPlan(offsets, start.of(offsets), !isLive, false,
				"There was no committed offset before: "
						+ ((isLive) ? "as a running member can't remove one, it goes to where" : "it is removed, and")
						+ " auto.offset.reset" + ((isLive) ? " leads" : " applies"));
	}

}
