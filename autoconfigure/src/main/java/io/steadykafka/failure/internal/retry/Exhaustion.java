package io.steadykafka.failure.internal.retry;

/**
 * What happens to a record whose retries are exhausted.
 */
public enum Exhaustion {

	/**
	 * Its partition waits, and it is tried again at the longest interval.
	 */
	BLOCK,

	/**
	 * It is published to the dead-letter topic, and its partition continues after it.
	 */
	DEAD_LETTER,

	/**
	 * The listener stops.
	 */
	STOP

}
