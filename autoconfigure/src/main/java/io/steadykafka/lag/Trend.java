package io.steadykafka.lag;

/**
 * Whether lag grows.
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
	 * The lag changes by no more than {@code steady.kafka.lag.trend-tolerance}.
	 */
	STEADY,

	/**
	 * The group catches up.
	 */
	SHRINKING

}
