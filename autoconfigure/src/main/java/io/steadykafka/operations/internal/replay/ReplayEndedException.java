package io.steadykafka.operations.internal.replay;

import java.io.Serial;

/**
 * Ends a replay early; the message says why.
 */
final class ReplayEndedException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	ReplayEndedException(String message) {
		super(message);
	}

}
