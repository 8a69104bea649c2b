package io.steadykafka.lint.internal;

/**
 * How bad a {@link Finding} is.
 */
public enum Severity {

	/**
	 * The listener's container does not start with these settings, with or without the
	 * starter.
	 */
	CANNOT_WORK,

	/**
	 * Records can be lost or processed twice.
	 */
	LOSES_OR_DOUBLES,

	/**
	 * It works, and will disappoint.
	 */
	UNWISE

}
