package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.time.Instant;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record that a listener fails on, from its first failure until the listener is past
 * it. Safe for use by several threads.
 */
public final class RetryState {

	/**
	 * An acknowledgement may have come between the container's commit and its poll, and
	 * is committed after that poll.
	 */
	private static final int RECOMMITS = 2;

	private final TopicPartition partition;

	private final long offset;

	private final Instant firstFailure;

	private FailedAttempt failure;

	private int attempts;

	private Instant lastFailure;

	private Instant nextAttempt;

	private State state = State.RETRYING;

	private Instant since;

	private String notDeadLettered = "";

	private Step step = Step.TRY;

	/**
	 * Whether records before it are handed over first: a rebalance or a seek went back
	 * further.
	 */
	private boolean preceded;

	/**
	 * How often its offset is to be committed still: acknowledgements of records after it
	 * may have overtaken it.
	 */
	private int recommits;

	private @Nullable Instant parkedAt;

	/**
	 * When the listener was seen to be past it, though it may not have finished with it.
	 */
	private @Nullable Instant passedAt;

	RetryState(FailedAttempt failure, Instant now) {
		this.partition = failure.partition();
		this.offset = failure.offset();
		this.failure = failure;
		this.firstFailure = now;
		this.lastFailure = now;
		this.nextAttempt = now;
		this.since = now;
	}

	public TopicPartition partition() {
		return this.partition;
	}

	public long offset() {
		return this.offset;
	}

	public synchronized int attempts() {
		return this.attempts;
	}

	public synchronized FailedAttempt failure() {
		return this.failure;
	}

	synchronized State state() {
		return this.state;
	}

	synchronized Step step() {
		return this.step;
	}

	/**
	 * An attempt failed.
	 * @param rule what becomes of it
	 */
	public synchronized RetryPolicy.Verdict failed(FailedAttempt failed, RetryPolicy rule, Instant now) {
		this.failure = failed;
		this.attempts++;
		this.lastFailure = now;
		this.passedAt = null;
		this.preceded = false;
		this.recommits = RECOMMITS;
		RetryPolicy.Verdict verdict = rule.after(this.attempts, failed.exception());
		become(verdict.state(), now);
		this.nextAttempt = now.plus(verdict.pause());
		this.step = (verdict.state() == State.DEAD_LETTERING) ? Step.PUBLISH : Step.TRY;
		return verdict;
	}

	private void become(State next, Instant now) {
		// What is blocked stays so while it is tried to get rid of it: its age goes on.
		boolean stillBlocked = this.state == State.BLOCKED && next == State.DEAD_LETTERING;
		if (next != this.state && !stillBlocked) {
			this.state = next;
			this.since = now;
		}
	}

	public synchronized void publishing(Instant now) {
		become(State.DEAD_LETTERING, now);
		this.step = Step.WAIT;
	}

	public synchronized void published() {
		if (this.step == Step.WAIT) {
			this.step = Step.LEAVE;
		}
	}

	public synchronized void notPublished(String why, Instant now, Duration wait) {
		become(State.BLOCKED, now);
		this.notDeadLettered = why;
		this.nextAttempt = now.plus(wait);
		if (this.step == Step.WAIT) {
			// Somebody may have asked for something else meanwhile.
			this.step = Step.TRY;
		}
	}

	public synchronized void request(Step wanted, Instant now) {
		if (wanted == Step.TRY) {
			this.nextAttempt = now;
		}
		else if (wanted != Step.PUBLISH || this.step == Step.TRY) {
			// Not once more while it is being published.
			this.step = wanted;
		}
	}

	/**
	 * Whether its offset is to be committed again, of a listener that acknowledges out of
	 * order and has finished with what it was handed over.
	 * @return {@code true} the first times after a failure
	 */
	synchronized boolean takeRecommit() {
		if (this.recommits == 0) {
			return false;
		}
		this.recommits--;
		return true;
	}

	synchronized void preceded(boolean value) {
		this.preceded = value;
	}

	/**
	 * The listener is past it, as it seems.
	 * @return how long it has been seeming so
	 */
	synchronized Duration passed(Instant now) {
		if (this.passedAt == null) {
			this.passedAt = now;
		}
		return Duration.between(this.passedAt, now);
	}

	synchronized void notPassed() {
		this.passedAt = null;
	}

	/**
	 * How long its partition has to wait still.
	 * @param whileBusy what to answer while something is being done about it elsewhere
	 * @return the time, zero if it does not wait
	 */
	public synchronized Duration remaining(Instant now, Duration whileBusy) {
		if (this.preceded || this.passedAt != null) {
			return Duration.ZERO;
		}
		if (this.step != Step.TRY) {
			return whileBusy;
		}
		Duration left = Duration.between(now, this.nextAttempt);
		return (left.isNegative()) ? Duration.ZERO : left;
	}

	public synchronized boolean isDue(Instant now) {
		return this.parkedAt == null && !this.preceded && this.step == Step.TRY && !this.nextAttempt.isAfter(now);
	}

	synchronized void park(Instant now) {
		this.parkedAt = now;
	}

	synchronized void unpark() {
		this.parkedAt = null;
	}

	public synchronized @Nullable Instant parkedAt() {
		return this.parkedAt;
	}

	public synchronized FailedRecord describe(ListenerContainer listener) {
		return new FailedRecord(listener.id(), listener.group(), this.partition, this.offset, this.failure.timestamp(),
				this.failure.key(),
				new FailedRecord.Failure(this.state, this.since, this.attempts, this.firstFailure, this.lastFailure,
						this.nextAttempt, FailureText.exception(this.failure.exception()), this.notDeadLettered));
	}

	/**
	 * What to do next about it, on the consumer's thread.
	 */
	public enum Step {

		/**
		 * Hand it over again when its time comes.
		 */
		TRY,

		/**
		 * Begin to publish it to the dead-letter topic.
		 */
		PUBLISH,

		/**
		 * Wait until it is published.
		 */
		WAIT,

		/**
		 * It is published: go on after it.
		 */
		LEAVE,

		/**
		 * A person wants to go on after it.
		 */
		SKIP

	}

}
