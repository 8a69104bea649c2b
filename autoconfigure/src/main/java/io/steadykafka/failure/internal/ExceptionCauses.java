package io.steadykafka.failure.internal;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the causes of exceptions.
 */
final class ExceptionCauses {

	/**
	 * Chains may be circles.
	 */
	private static final int MOST = 50;

	private ExceptionCauses() {
	}

	/**
	 * An exception and its causes.
	 * @return itself, then its causes
	 */
	static List<Throwable> of(Throwable exception) {
		List<Throwable> causes = new ArrayList<>();
		@Nullable Throwable cause = exception;
		while (cause != null && causes.size() < MOST) {
			causes.add(cause);
			cause = cause.getCause();
		}
		return causes;
	}

	/**
	 * Find a cause of a type.
	 * @return the exception itself or its first cause that is one, {@code null} for none
	 */
	static <T extends Throwable> @Nullable T find(Throwable exception, Class<T> type) {
		for (Throwable cause : of(exception)) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	/**
	 * Whether an exception is of one of some types, or caused by one.
	 * @return {@code true} if one was found
	 */
	static boolean isAny(Throwable exception, List<Class<? extends Throwable>> types) {
		return of(exception).stream().anyMatch((cause) -> types.stream().anyMatch((type) -> type.isInstance(cause)));
	}

}
