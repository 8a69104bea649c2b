package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.time.Instant;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record that a listener fails on, from its first failure until the listener has passed
 * it. Safe for use by several threads.
 */
public final class RetryState {

	/**
	 * An acknowledgement between the container's commit and its poll is committed after
	 * that poll.
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
	 * Whether records before it are delivered first, after a rebalance or a seek to an
	 * earlier offset.
	 */
	private boolean preceded;

	/**
	 * How many more times its offset has to be committed: acknowledgements of later
	 * records may have moved the committed offset beyond it.
	 */
	private int recommits;

	private @Nullable Instant parkedAt;

	/**
	 * When the listener's position was first seen beyond it, though the listener may not
	 * have finished with it.
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

	public synchronized RetryPolicy.Verdict failed(FailedAttempt failed, RetryPolicy policy, Instant now) {
		this.failure = failed;
		this.attempts++;
		this.lastFailure = now;
		this.passedAt = null;
		this.preceded = false;
		this.recommits = RECOMMITS;
		RetryPolicy.Verdict verdict = policy.after(this.attempts, failed.exception());
		become(verdict.state(), now);
		this.nextAttempt = now.plus(verdict.pause());
		this.step = (verdict.state() == State.DEAD_LETTERING) ? Step.PUBLISH : Step.TRY;
		return verdict;
	}

	private void become(State next, Instant now) {
		// A blocked record keeps its age while it is being dead-lettered.
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
			// Another step may have been requested meanwhile.
			this.step = Step.TRY;
		}
	}

	public synchronized void request(Step wanted, Instant now) {
		if (wanted == Step.TRY) {
			this.nextAttempt = now;
		}
		else if (wanted != Step.PUBLISH || this.step == Step.TRY) {
			// Never published twice at a time.
			this.step = wanted;
		}
	}

	/**
	 * Whether its offset has to be committed again, for a listener that acknowledges out
	 * of order and has finished with its delivered records. {@code true} for the first
	 * calls after a failure.
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
	 * The listener's position is beyond it.
	 * @return for how long that has been so
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
	 * The remaining wait of its partition.
	 * @param whileBusy the wait until it is published or skipped
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
	 * The next step, taken on the consumer's thread.
	 */
	public enum Step {

		/**
		 * Deliver it again when its next attempt is due.
		 */
		TRY,

		/**
		 * Start publishing it to the dead-letter topic.
		 */
		PUBLISH,

		/**
		 * Wait until it is published.
		 */
		WAIT,

		/**
		 * It is published: continue after it.
		 */
		LEAVE,

		/**
		 * A person skipped it: continue after it.
		 */
		SKIP

	}

}
