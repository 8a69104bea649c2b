package io.steadykafka.lag;

/**
 * Where lag goes.
 */
public enum Trend {

	/**
	 * There are too few samples yet.
	 */
	UNKNOWN,

	/**
	 * The group falls behind.
	 */
	GROWING,

	/**
	 * It changes by no more than the dead band.
	 */
	STEADY,

	/**
	 * The group catches up.
	 */
	SHRINKING

}
