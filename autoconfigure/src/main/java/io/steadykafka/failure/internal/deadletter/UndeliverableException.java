package io.steadykafka.failure.internal.deadletter;

import java.io.Serial;

/**
 * A record can't be dead-lettered; the message says why.
 */
public final class UndeliverableException extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	UndeliverableException(String message) {
		super(message);
	}

}
