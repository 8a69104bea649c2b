package io.steadykafka.operations.internal;

/**
 * Something changed, but not all that should, or it is not known what.
 */
public final class PartlyDoneException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	public PartlyDoneException(String message) {
		super(message);
	}

	public PartlyDoneException(String message, Throwable cause) {
		super(message, cause);
	}

}
