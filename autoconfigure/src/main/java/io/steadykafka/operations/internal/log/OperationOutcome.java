package io.steadykafka.operations.internal.log;

import java.util.Locale;

/**
 * How an operation ended.
 */
public enum OperationOutcome {

	DONE,

	/**
	 * It was wrong, or can't be done now. Nothing changed.
	 */
	REFUSED,

	/**
	 * It was not done, or not all of it was.
	 */
	FAILED;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
