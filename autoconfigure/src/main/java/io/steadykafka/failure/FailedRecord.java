package io.steadykafka.failure;

import java.time.Instant;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record that a listener of this instance failed on and has not passed yet. No other
 * record of its partition is delivered meanwhile. An immutable snapshot, safe for use by
 * several threads.
 *
 * @param listener the listener's id
 * @param group the consumer group, empty if there is none
 * @param partition the record's topic and partition
 * @param offset the record's offset
 * @param timestamp the record's timestamp, {@code null} if it is not known
 * @param key the record's key as text, cut after 100 characters; empty without a key, or
 * if the key can't be decoded
 * @param failure how the record failed, and what happens to it
 */
public record FailedRecord(String listener, String group, TopicPartition partition, long offset,
		@Nullable Instant timestamp, String key, Failure failure) {

	/**
	 * Where the record is.
	 * @return topic, partition and offset, as in {@code orders-3@17}
	 */
	public String position() {
		return this.partition + "@" + this.offset;
	}

	/**
	 * Whether the record's retries are exhausted, and its partition waits until the
	 * listener's code, the record's destination, or a person helps.
	 * @return {@code true} for {@link State#BLOCKED} and {@link State#STOPPED}
	 */
	public boolean isBlocked() {
		return this.failure.state == State.BLOCKED || this.failure.state == State.STOPPED;
	}

	/**
	 * How a record failed, and what happens to it. Immutable, safe for use by several
	 * threads.
	 *
	 * @param state what happens to the record
	 * @param since when the record entered that state
	 * @param attempts how often the record failed, 1 or more
	 * @param firstFailure when it failed for the first time
	 * @param lastFailure when it failed last
	 * @param nextAttempt when it is tried again; in the past while it is being tried
	 * @param exception the class and message of the last exception, cut after 500
	 * characters
	 * @param notDeadLettered why the record could not be dead-lettered, empty if that was
	 * not tried
	 */
	public record Failure(State state, Instant since, int attempts, Instant firstFailure, Instant lastFailure,
			Instant nextAttempt, String exception, String notDeadLettered) {

	}

	/**
	 * What happens to a failed record.
	 */
	public enum State {

		/**
		 * It has attempts left.
		 */
		RETRYING,

		/**
		 * Its retries are exhausted, or no attempt can cure it. It is tried again at the
		 * longest interval.
		 */
		BLOCKED,

		/**
		 * It is being published to the dead-letter topic.
		 */
		DEAD_LETTERING,

		/**
		 * Its listener was stopped because of it.
		 */
		STOPPED

	}

}
