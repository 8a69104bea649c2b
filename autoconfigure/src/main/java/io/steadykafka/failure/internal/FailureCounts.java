package io.steadykafka.failure.internal;

import java.time.Duration;

/**
 * What became of the records that a listener failed on in this instance. Counts start
 * with the application and never fall. Safe for use by several threads.
 */
public interface FailureCounts {

	/**
	 * Attempts after the first one that failed again.
	 * @return the number of attempts, 0 or more
	 */
	long retried();

	/**
	 * Records that were published to a dead-letter topic and passed after that.
	 * @return the number of records, 0 or more
	 */
	long deadLettered();

	/**
	 * Records that a person skipped.
	 * @return the number of records, 0 or more
	 */
	long skipped();

	/**
	 * Partitions of this instance that stand still on a record that used up its attempts.
	 * @return the number of partitions now
	 */
	long blocked();

	/**
	 * How long the longest of these has been standing still.
	 * @return the age, zero if there is none
	 */
	Duration blockedAge();

}
