package io.steadykafka.listener.internal;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Searches an exception and its causes. The search is bounded: causes may form a circle.
 */
public final class ExceptionCauses {

	private static final int DEEPEST = 50;

	private ExceptionCauses() {
	}

	/**
	 * The exception itself, then its causes; nothing for {@code null}.
	 */
	public static List<Throwable> of(@Nullable Throwable exception) {
		List<Throwable> causes = new ArrayList<>();
		Throwable cause = exception;
		while (cause != null && causes.size() < DEEPEST) {
			causes.add(cause);
			cause = cause.getCause();
		}
		return causes;
	}

	/**
	 * The first of them that is of a type, {@code null} if there is none.
	 */
	public static <T extends Throwable> @Nullable T find(@Nullable Throwable exception, Class<T> type) {
		return of(exception).stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
	}

	/**
	 * Whether one of them is of a type.
	 */
	public static boolean has(@Nullable Throwable exception, Class<? extends Throwable> type) {
		return hasAny(exception, List.of(type));
	}

	/**
	 * Whether one of them is of one of some types.
	 */
	public static boolean hasAny(@Nullable Throwable exception, List<Class<? extends Throwable>> types) {
		return of(exception).stream().anyMatch((cause) -> types.stream().anyMatch((type) -> type.isInstance(cause)));
	}

}
