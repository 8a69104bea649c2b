package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.util.List;

import io.steadykafka.failure.FailedRecord.State;

/**
 * Decides what becomes of a record after a failed attempt.
 *
 * @param backOff how long a record waits, and how many attempts it has
 * @param onExhausted what becomes of it when its retries are exhausted
 * @param notRetryable exceptions that no attempt can cure, with their subclasses, beside
 * those of Spring Kafka and Kafka for records that can't be converted
 * @param deadLetterSuffix what the name of a topic's dead-letter topic ends with
 */
public record RetryPolicy(BackOffPolicy backOff, Exhaustion onExhausted, List<Class<? extends Throwable>> notRetryable,
		String deadLetterSuffix) {

	/**
	 * Decides what becomes of a record.
	 * @param failed how many attempts failed, this one included
	 */
	Verdict after(int failed, Throwable exception) {
		if (!this.backOff.isExhausted(failed) && !new NotRetryable(this.notRetryable).matches(exception)) {
			return new Verdict(State.RETRYING, this.backOff.interval(failed));
		}
		State state = switch (this.onExhausted) {
			case BLOCK -> State.BLOCKED;
			case DEAD_LETTER -> State.DEAD_LETTERING;
			case STOP -> State.STOPPED;
		};
		return new Verdict(state, this.backOff.longest());
	}

	public String deadLetterTopic(String topic) {
		return topic + this.deadLetterSuffix;
	}

	/**
	 * What becomes of a record.
	 *
	 * @param state its next state
	 * @param pause how long its partition waits, unless something else ends the wait
	 */
	public record Verdict(State state, Duration pause) {

	}

}
