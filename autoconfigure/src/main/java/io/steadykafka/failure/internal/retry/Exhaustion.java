package io.steadykafka.failure.internal.retry;

/**
 * What happens to a record that failed in its last attempt.
 */
public enum Exhaustion {

	/**
	 * Its partition stays on it, and it is tried again at the longest interval.
	 */
	BLOCK,

	/**
	 * It is published to the dead-letter topic, and its partition goes on after that.
	 */
	DEAD_LETTER,

	/**
	 * The listener stops.
	 */
	STOP

}
