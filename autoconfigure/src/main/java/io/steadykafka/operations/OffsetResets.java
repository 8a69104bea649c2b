package io.steadykafka.operations;

import java.util.List;

/**
 * Resets committed offsets of a group, also while its members run. A partition that this
 * instance owns is reset by its member: delivery pauses, work in flight is awaited, the
 * member seeks and commits, and goes on. The offsets of a group without members are set
 * by Admin. Nothing changes if a partition is owned by a member that can't be reached.
 * Waits for brokers and members, with a timeout; safe for use by several threads.
 */
public interface OffsetResets {

	/**
	 * Says what a reset would do, and changes nothing.
	 * @param request the request
	 * @return the reset, not executed
	 * @throws IllegalArgumentException if an argument is wrong
	 * @throws java.util.NoSuchElementException if there is no such group, or it has no
	 * such partition
	 * @throws IllegalStateException if the brokers don't answer in time
	 */
	OffsetReset preview(ResetRequest request);

	/**
	 * Resets.
	 * @param request the request
	 * @return the reset, as it ended
	 * @throws IllegalArgumentException if an argument is wrong, or the request needs
	 * {@link ResetRequest#force()}
	 * @throws java.util.NoSuchElementException if there is no such group, or it has no
	 * such partition
	 * @throws IllegalStateException if it can't be done now: a member can't be reached or
	 * does not finish its work, the group rebalances, another reset is under way, or the
	 * brokers don't answer in time. Nothing changed then
	 */
	OffsetReset execute(ResetRequest request);

	/**
	 * Says what taking a reset back would do, and changes nothing.
	 * @param id the reset's id
	 * @return the reset that would take it back, not executed
	 * @throws java.util.NoSuchElementException if there is no such reset among the last
	 * ones
	 * @throws IllegalStateException if the brokers don't answer in time
	 */
	OffsetReset previewUndo(String id);

	/**
	 * Takes a reset back: each partition goes where it was, or to the start of its log if
	 * that is gone.
	 * @param id the reset's id
	 * @param by who asks for it, for logs
	 * @return the reset that takes it back, as it ended
	 * @throws java.util.NoSuchElementException if there is no such reset among the last
	 * ones
	 * @throws IllegalStateException as {@link #execute}
	 */
	OffsetReset undo(String id, String by);

	/**
	 * The resets that can be undone, also those that took back others: at most the last
	 * 20. With {@code steady.kafka.operations.topic} those of all instances, else those
	 * of this one.
	 * @return the resets, the last one first
	 */
	List<OffsetReset> recent();

}
