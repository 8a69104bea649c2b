package io.steadykafka.operations;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a reset of offsets. Immutable.
 *
 * @param group the group
 * @param topic the only topic, {@code null} for all that the group has offsets of
 * @param partitions the only partitions of the topic, empty for all
 * @param to where to
 * @param value what {@code to} needs: an offset, a number of records that may be
 * negative, a time (ISO-8601, UTC if it names no zone) or a duration (ISO-8601 or as
 * {@code 15m}); {@code null} for the others
 * @param force whether to execute it although a partition goes to its end because there
 * is no better answer
 * @param by who asks for it, for logs
 */
public record ResetRequest(String group, @Nullable String topic, Set<Integer> partitions, Target to,
		@Nullable String value, boolean force, String by) {

	/**
	 * Copies the partitions.
	 */
	public ResetRequest {
		partitions = Set.copyOf(partitions);
	}

	/**
	 * Where to, in the words of {@code kafka-consumer-groups --reset-offsets}.
	 */
	public enum Target {

		/**
		 * The start of the log.
		 */
		TO_EARLIEST,

		/**
		 * The end of the log.
		 */
		TO_LATEST,

		/**
		 * An offset.
		 */
		TO_OFFSET,

		/**
		 * The first record of a time or after it.
		 */
		TO_DATETIME,

		/**
		 * The first record that is not older than a duration.
		 */
		BY_DURATION,

		/**
		 * A number of records on, or back.
		 */
		SHIFT_BY,

		/**
		 * Where it is committed now.
		 */
		TO_CURRENT

	}

}
