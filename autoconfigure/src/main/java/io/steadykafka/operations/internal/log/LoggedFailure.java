package io.steadykafka.operations.internal.log;

import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * An exception as it is logged: where it comes from is kept, and its message may hold
 * text from outside.
 */
public final class LoggedFailure extends RuntimeException {

	private static final int LONGEST = 1_000;

	private static final int MOST_CAUSES = 5;

	private static final long serialVersionUID = 1L;

	private LoggedFailure(Throwable original, @Nullable LoggedFailure cause) {
		super(PlainText.of(original, LONGEST), cause);
		setStackTrace(original.getStackTrace());
	}

	public static LoggedFailure of(Throwable original) {
		return of(original, MOST_CAUSES);
	}

	private static LoggedFailure of(Throwable original, int causes) {
		Throwable cause = original.getCause();
		return new LoggedFailure(original, (cause != null && causes > 0) ? of(cause, causes - 1) : null);
	}

}
