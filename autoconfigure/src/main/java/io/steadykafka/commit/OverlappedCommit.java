package io.steadykafka.commit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A synchronous commit whose answer is waited for after the next records were decoded,
 * and before they are handed over. A broker nearby needs about as long for the one as a
 * consumer for the other. Where the answer takes longer it is waited for at once, but for
 * an attempt now and then. Not for use by several threads.
 */
final class OverlappedCommit {

	/**
	 * So many looks are made without a pause: one takes a few microseconds.
	 */
	private static final int EAGER_LOOKS = 30;

	/**
	 * All in all about a millisecond, as the operating system takes longer for a pause.
	 */
	private static final int MOST_LOOKS = 40;

	private static final long PAUSE_NANOS = 20_000;

	/**
	 * After so many late answers the next 1,023 are waited for at once.
	 */
	private static final int MOST_LATE = 10;

	private final CommittingConsumer<?, ?> consumer;

	private @Nullable Open open;

	/**
	 * How many answers in a row came too late.
	 */
	private int late;

	/**
	 * How many commits are to be waited for at once before the next attempt.
	 */
	private int atOnce;

	OverlappedCommit(CommittingConsumer<?, ?> consumer) {
		this.consumer = consumer;
	}

	/**
	 * Commit. Records are to be handed over only after {@link #await()}.
	 * @param offsets the offsets
	 * @param timeout how long to wait for the answer
	 */
	void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (this.atOnce > 0) {
			this.atOnce--;
			this.consumer.commitSync(offsets, timeout);
			return;
		}
		Open sent = new Open(offsets, timeout);
		this.open = sent;
		try {
			this.consumer.commitAsync(offsets, (committed, exception) -> answered(sent));
		}
		catch (KafkaException ex) {
			// Of the consumer's state, or of an earlier commit.
			this.open = null;
			this.consumer.commitSync(offsets, timeout);
		}
	}

	@SuppressWarnings("ReferenceEquality")
	private void answered(Open request) {
		if (this.open == request) {
			this.open = null;
		}
	}

	/**
	 * Wait until the commit is answered.
	 */
	void await() {
		Open waited = this.open;
		if (waited == null) {
			return;
		}
		readAnswers();
		for (int looks = 1; looks < MOST_LOOKS && this.open != null; looks++) {
			if (looks >= EAGER_LOOKS) {
				LockSupport.parkNanos(this, PAUSE_NANOS);
			}
			readAnswers();
		}
		if (this.open == null) {
			this.late = 0;
			return;
		}
		this.open = null;
		// One may be late. Where all are, one of a thousand is sent twice.
		this.atOnce = (1 << this.late) - 1;
		this.late = Math.min(this.late + 1, MOST_LATE);
		this.consumer.commitUnconfirmed(waited.offsets.keySet(), waited.timeout);
	}

	private void readAnswers() {
		try {
			// Sends nothing. With more time it would sleep after an answer to something
			// else: ConsumerCoordinator.invokePendingAsyncCommits.
			this.consumer.delegate.commitSync(Map.of(), Duration.ZERO);
		}
		catch (TimeoutException ex) {
			// It is not here.
		}
	}

	private record Open(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {

	}

}
