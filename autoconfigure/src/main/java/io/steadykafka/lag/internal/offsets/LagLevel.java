package io.steadykafka.lag.internal.offsets;

/**
 * How much lag is, in a word. Where one ends and the next begins is {@link LagLevels
 * configured}.
 */
public enum LagLevel {

	/**
	 * Nothing is left to read.
	 */
	CAUGHT_UP,

	/**
	 * What is under way.
	 */
	NORMAL,

	/**
	 * More than what is under way.
	 */
	BEHIND,

	/**
	 * So much that it takes a while.
	 */
	BACKLOG

}
