package io.steadykafka.operations.internal.replay;

import java.io.Serial;
import java.time.Duration;

/**
 * A listener handed a record back: {@code Acknowledgment.nack}.
 */
final class HandedBackException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Duration sleep;

	HandedBackException(Duration sleep) {
		super("The listener handed the record back (nack)");
		this.sleep = sleep;
	}

	/**
	 * When it wants it again.
	 */
	Duration sleep() {
		return this.sleep;
	}

}
