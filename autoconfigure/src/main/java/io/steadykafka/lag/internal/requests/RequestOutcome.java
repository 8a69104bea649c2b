package io.steadykafka.lag.internal.requests;

import java.util.Objects;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * What a request to a broker gave: a value, or the reason why there is none.
 *
 * @param value the value, {@code null} after a failure
 * @param cause the failure, {@code null} if there is a value
 * @param reason the failure in words, empty if there is a value
 */
public record RequestOutcome<T>(@Nullable T value, @Nullable Throwable cause, String reason) {

	public static <T> RequestOutcome<T> of(T value) {
		return new RequestOutcome<>(value, null, "");
	}

	public static <T> RequestOutcome<T> failed(@Nullable Throwable cause, Object subject) {
		return new RequestOutcome<>(null, cause, describe(cause, subject));
	}

	public boolean isFailed() {
		return this.value == null;
	}

	public boolean isFailedBy(Class<? extends Throwable> type) {
		return type.isInstance(this.cause);
	}

	public boolean isTimedOut() {
		return isTimeout(this.cause);
	}

	public T get() {
		return Objects.requireNonNull(this.value, this.reason);
	}

	public static String describe(@Nullable Throwable cause, Object subject) {
		if (cause instanceof GroupAuthorizationException) {
			return "not allowed to read the offsets of group '" + subject + "': grant the ACL DESCRIBE on that group";
		}
		if (cause instanceof TopicAuthorizationException) {
			return "not allowed to read the offsets of " + subject + ": grant the ACL DESCRIBE on that topic";
		}
		if (isTimeout(cause)) {
			return "no answer from the brokers in time";
		}
		return (cause != null) ? cause.getClass().getSimpleName() + ": " + cause.getMessage() : "failed";
	}

	private static boolean isTimeout(@Nullable Throwable cause) {
		return cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException;
	}

}
