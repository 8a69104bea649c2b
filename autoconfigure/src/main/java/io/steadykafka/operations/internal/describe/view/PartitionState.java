package io.steadykafka.operations.internal.describe.view;

import java.util.Optional;

import io.steadykafka.failure.FailedRecord;

/**
 * What a partition of a group does.
 */
public enum PartitionState {

	/**
	 * Its records are delivered.
	 */
	FLOWING,

	/**
	 * An operation or the application paused it.
	 */
	PAUSED,

	/**
	 * It waits for a record whose retries are exhausted.
	 */
	BLOCKED,

	/**
	 * It waits for a record that has attempts left.
	 */
	RETRYING,

	/**
	 * It makes no progress, and nothing is known to hold it back.
	 */
	STUCK,

	/**
	 * No member owns it.
	 */
	UNOWNED;

	/**
	 * Decides what a partition does that this instance owns.
	 * @param failed the record that its listener fails on
	 */
	static PartitionState owned(Optional<FailedRecord> failed, boolean paused, boolean stuck) {
		if (failed.isPresent()) {
			return (failed.get().isBlocked()) ? BLOCKED : RETRYING;
		}
		if (paused) {
			return PAUSED;
		}
		return (stuck) ? STUCK : FLOWING;
	}

	/**
	 * Decides what a partition does that no member owns.
	 * @param failed the record that stopped its listener
	 */
	static PartitionState unowned(Optional<FailedRecord> failed) {
		return (failed.filter(FailedRecord::isBlocked).isPresent()) ? BLOCKED : UNOWNED;
	}

}
