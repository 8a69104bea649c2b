package io.steadykafka.operations.internal.allinstances;

import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;

import io.steadykafka.operations.internal.PartlyDoneException;
import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What an instance answered to a command.
 *
 * @param instance the instance, for people
 * @param problem why it was not done, empty if it was
 * @param status how to say that, as a status of HTTP
 * @param body the answer
 */
record RemoteAnswer(String instance, String problem, int status, Map<String, @Nullable Object> body) {

	private static final int MISSING = 504;

	static RemoteAnswer of(String instance, @Nullable Map<String, @Nullable Object> answer, Duration timeout) {
		if (answer == null) {
			return new RemoteAnswer(instance, "did not answer within " + timeout.toMillis() + " ms", MISSING, Map.of());
		}
		Object problem = answer.get("problem");
		int status = (answer.get("status") instanceof Number number) ? number.intValue() : 409;
		return new RemoteAnswer(instance, (problem != null) ? PlainText.message(problem) : "", status, answer);
	}

	/**
	 * Whether the instance may have done it nevertheless.
	 */
	boolean isMissing() {
		return this.status == MISSING;
	}

	boolean isDone() {
		return this.problem.isEmpty();
	}

	RuntimeException exception() {
		String message = this.instance + ": " + this.problem;
		return switch (this.status) {
			case 400 -> new IllegalArgumentException(message);
			case 404 -> new NoSuchElementException(message);
			case MISSING -> new PartlyDoneException(message + ", and may have done it nevertheless");
			default -> new IllegalStateException(message);
		};
	}

	@Override
	public String toString() {
		return this.instance + ": " + this.problem;
	}

}
