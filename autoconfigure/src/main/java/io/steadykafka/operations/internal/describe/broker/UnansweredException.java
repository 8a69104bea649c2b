package io.steadykafka.operations.internal.describe.broker;

/**
 * The brokers did not answer. The message says why.
 */
final class UnansweredException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnansweredException(String message) {
		super(message);
	}

}
