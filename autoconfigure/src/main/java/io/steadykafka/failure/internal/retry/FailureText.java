package io.steadykafka.failure.internal.retry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.steadykafka.listener.internal.ExceptionCauses;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * Describes keys, exceptions and durations in short texts.
 */
public final class FailureText {

	private static final int LONGEST_KEY = 100;

	private static final int LONGEST_EXCEPTION = 500;

	private static final int LONGEST_STACK = 10;

	private FailureText() {
	}

	static String key(@Nullable Object key) {
		if (key == null) {
			return "";
		}
		if (key instanceof byte[] bytes) {
			// Cut before it is decoded: four bytes are at least one character.
			return cut(
					new String(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_KEY * 4)), StandardCharsets.UTF_8),
					LONGEST_KEY);
		}
		try {
			return cut(String.valueOf(key), LONGEST_KEY);
		}
		catch (RuntimeException ex) {
			return key.getClass().getSimpleName();
		}
	}

	/**
	 * Class and message of what the listener threw, without Spring Kafka's wrapping.
	 */
	public static String exception(Throwable exception) {
		Throwable thrown = thrown(exception);
		String message = thrown.getMessage();
		return cut(thrown.getClass().getSimpleName() + ((message != null) ? ": " + message : ""), LONGEST_EXCEPTION);
	}

	/**
	 * The first lines of the stack trace of what the listener threw.
	 */
	public static List<String> stackTrace(Throwable exception) {
		return Arrays.stream(thrown(exception).getStackTrace())
			.limit(LONGEST_STACK)
			.map((frame) -> cut("at " + frame, LONGEST_EXCEPTION))
			.toList();
	}

	private static Throwable thrown(Throwable exception) {
		Throwable thrown = exception;
		for (Throwable cause : ExceptionCauses.of(exception)) {
			thrown = cause;
			if (!(thrown instanceof ListenerExecutionFailedException)) {
				break;
			}
		}
		return thrown;
	}

	private static String cut(String text, int longest) {
		// Half of a surrogate pair, from the input or from the cut, is no valid JSON.
		return (text.length() <= longest) ? whole(text) : whole(text.substring(0, longest)) + "…";
	}

	private static String whole(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	static String duration(Duration duration) {
		long millis = duration.toMillis();
		return (millis < 1_000 || millis % 1_000 != 0) ? millis + " ms" : millis / 1_000 + " s";
	}

}
