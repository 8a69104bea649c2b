package io.steadykafka.operations.internal;

/**
 * What should be resumed is not paused.
 */
public final class NotPausedException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	public NotPausedException(String message) {
		super(message);
	}

}
