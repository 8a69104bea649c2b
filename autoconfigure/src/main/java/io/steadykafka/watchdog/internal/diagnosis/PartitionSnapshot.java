package io.steadykafka.watchdog.internal.diagnosis;

import io.steadykafka.listener.internal.assignment.PartitionOffsets;

/**
 * What can be seen of a partition at a moment.
 *
 * @param offsets the offsets of the last sample of lag
 * @param position the consumer's position at its first poll after that, -1 if it is not
 * known
 * @param delivered whether a record was delivered since the snapshot before
 * @param heldBack whether it is paused, or waits for a failed record or for an
 * acknowledgement
 * @param at when this was
 * @param busy how long its member's listener has been at work so far, in nanoseconds
 * @param failures how often its listener failed so far
 */
public record PartitionSnapshot(PartitionOffsets offsets, long position, boolean delivered, boolean heldBack, long at,
		long busy, long failures) {

	boolean hasMovedUntil(PartitionSnapshot next) {
		return next.offsets.committed() != this.offsets.committed();
	}

	boolean makesNoProgressUntil(PartitionSnapshot next) {
		// One that is at work most of the time may have other partitions to do first.
		boolean idle = next.busy - this.busy < (next.at - this.at) / 2;
		return !hasMovedUntil(next) && next.offsets.committed() < next.offsets.end() && readsNothingUntil(next)
				&& !this.heldBack && !next.heldBack && idle && next.failures == this.failures;
	}

	private boolean readsNothingUntil(PartitionSnapshot next) {
		// Committed offsets alone say nothing: of markers of transactions, of records
		// that are filtered out or delivered again and again, nothing is committed.
		return this.position >= 0 && next.position == this.position && next.position < next.offsets.end()
				&& !next.delivered;
	}

}
