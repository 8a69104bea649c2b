package io.steadykafka.failure;

import java.time.Instant;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record that a listener of this instance failed on and did not get past yet. Nothing
 * of its partition is handed over meanwhile.
 *
 * @param listener the listener's id
 * @param group the consumer group, empty if there is none
 * @param topic the topic
 * @param partition the partition's number
 * @param offset the record's offset
 * @param timestamp the record's timestamp, {@code null} if it is not known
 * @param key the record's key as text, cut after 100 characters; empty without a key, or
 * if it can't be decoded
 * @param attempts how often it failed, 1 or more
 * @param firstFailure when it failed for the first time
 * @param lastFailure when it failed last
 * @param nextAttempt when it is tried again; in the past while it is being tried
 * @param exception the class and message of the last exception, cut after 500 characters
 * @param state what is being done about it
 * @param since when it came into that state
 * @param reason why it could not be dead-lettered, empty if that was not tried
 */
public record FailedRecord(String listener, String group, String topic, int partition, long offset,
		@Nullable Instant timestamp, String key, int attempts, Instant firstFailure, Instant lastFailure,
		Instant nextAttempt, String exception, State state, Instant since, String reason) {

	/**
	 * The partition.
	 * @return topic and partition number
	 */
	public TopicPartition topicPartition() {
		return new TopicPartition(this.topic, this.partition);
	}

	/**
	 * Where the record is.
	 * @return topic, partition and offset, as in {@code orders-3@17}
	 */
	public String position() {
		return this.topic + "-" + this.partition + "@" + this.offset;
	}

	/**
	 * Whether the record has used up its attempts, and its partition stands still until
	 * the listener's code, the record's destination, or a person helps.
	 * @return {@code true} for {@link State#BLOCKED} and {@link State#STOPPED}
	 */
	public boolean isBlocked() {
		return this.state == State.BLOCKED || this.state == State.STOPPED;
	}

	/**
	 * What is being done about a failed record.
	 */
	public enum State {

		/**
		 * It has attempts left.
		 */
		RETRYING,

		/**
		 * It used up its attempts, or can't be cured by any. It is tried again at the
		 * longest interval.
		 */
		BLOCKED,

		/**
		 * It is on its way to the dead-letter topic.
		 */
		DEAD_LETTERING,

		/**
		 * Its listener was stopped because of it.
		 */
		STOPPED

	}

}
