package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.util.List;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.internal.Exhaustion;
import io.steadykafka.failure.internal.NotRetryable;
import io.steadykafka.failure.internal.RecordFailures;

/**
 * Decides what becomes of a record after a failed attempt.
 */
public final class RetryPolicy {

	private final BackOffPolicy backOff;

	private final Exhaustion onExhausted;

	private final NotRetryable notRetryable;

	private final String deadLetterSuffix;

	RetryPolicy(BackOffPolicy backOff, Exhaustion onExhausted, List<Class<? extends Throwable>> notRetryable,
			String deadLetterSuffix) {
		this.backOff = backOff;
		this.onExhausted = onExhausted;
		this.notRetryable = new NotRetryable(notRetryable);
		this.deadLetterSuffix = deadLetterSuffix;
	}

	public static RetryPolicy of(RecordFailures.Options options) {
		return new RetryPolicy(new BackOffPolicy(options.initialInterval(), options.multiplier(), options.maxInterval(),
				options.attempts()), options.onExhausted(), options.notRetryable(), options.deadLetterSuffix());
	}

	/**
	 * Decide what becomes of a record.
	 * @param failed how many attempts failed, this one included
	 * @param exception what the listener threw this time
	 */
	Verdict after(int failed, Throwable exception) {
		if (!this.backOff.isExhausted(failed) && !this.notRetryable.matches(exception)) {
			return new Verdict(State.RETRYING, this.backOff.interval(failed));
		}
		State state = switch (this.onExhausted) {
			case BLOCK -> State.BLOCKED;
			case DEAD_LETTER -> State.DEAD_LETTERING;
			case STOP -> State.STOPPED;
		};
		return new Verdict(state, this.backOff.longest());
	}

	/**
	 * How long something waits that is not a record's failure.
	 * @param failed how often in a row it failed
	 */
	Duration interval(int failed) {
		return this.backOff.interval(failed);
	}

	public Duration longestInterval() {
		return this.backOff.longest();
	}

	public String deadLetterTopic(String topic) {
		return topic + this.deadLetterSuffix;
	}

	public int attempts() {
		return this.backOff.attempts();
	}

	/**
	 * What to do about a record.
	 *
	 * @param state the state that it comes into
	 * @param pause how long its partition waits, unless something else ends the wait
	 */
	public record Verdict(State state, Duration pause) {

	}

}
