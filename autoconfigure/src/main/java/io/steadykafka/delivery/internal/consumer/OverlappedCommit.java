package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.steadykafka.delivery.internal.offsets.OffsetCommitter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A synchronous commit whose answer is waited for after the next records were decoded,
 * and before they are delivered. A broker nearby needs about as long for the one as a
 * consumer for the other. Where answers take longer they are waited for at once, but for
 * an attempt now and then. Not for use by several threads.
 */
final class OverlappedCommit {

	/**
	 * So many checks are made without a pause: a check takes a few microseconds.
	 */
	private static final int EAGER_CHECKS = 30;

	/**
	 * All in all about a millisecond, as the operating system takes longer for a pause.
	 */
	private static final int MOST_CHECKS = 40;

	private static final long PAUSE_NANOS = 20_000;

	/**
	 * After so many late answers the next 1,023 are waited for at once.
	 */
	private static final int MOST_LATE = 8;

	private final Consumer<?, ?> kafka;

	private final OffsetCommitter committer;

	private @Nullable Open open;

	/**
	 * How many answers came too late, less those that came in time since.
	 */
	private int late;

	/**
	 * How many commits are to be waited for at once before the next attempt.
	 */
	private int atOnce;

	OverlappedCommit(Consumer<?, ?> kafka, OffsetCommitter committer) {
		this.kafka = kafka;
		this.committer = committer;
	}

	/**
	 * Commit. The answer is waited for in {@link #await()}.
	 * @param timeout how long to wait for the answer
	 */
	void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (this.open != null || this.atOnce > 0) {
			this.atOnce = Math.max(0, this.atOnce - 1);
			this.committer.commitSync(offsets, timeout);
			return;
		}
		Open sent = new Open(offsets, timeout);
		this.open = sent;
		try {
			this.committer.commitAsync(offsets, (committed, exception) -> sent.answered(exception));
		}
		catch (KafkaException ex) {
			this.open = null;
			this.committer.commitSync(offsets, timeout);
			this.committer.deferIfFatal(ex);
		}
	}

	boolean isOpen() {
		return this.open != null;
	}

	/**
	 * Wait for the answer, once the next records are here.
	 * @return {@code false} if the commit failed
	 */
	boolean await() {
		Open waited = this.open;
		if (waited == null) {
			return true;
		}
		await(waited);
		this.open = null;
		return isConfirmed(waited);
	}

	private void await(Open waited) {
		for (int checks = 0; checks < MOST_CHECKS && !waited.answered; checks++) {
			if (checks >= EAGER_CHECKS) {
				LockSupport.parkNanos(this, PAUSE_NANOS);
			}
			readAnswers();
		}
	}

	private void readAnswers() {
		try {
			// Commits nothing. With more time it would sleep after an answer to something
			// else: ConsumerCoordinator.invokePendingAsyncCommits.
			this.kafka.commitSync(Map.of(), Duration.ZERO);
		}
		catch (TimeoutException ex) {
			// It is not here.
		}
	}

	private boolean isConfirmed(Open waited) {
		if (waited.answered && waited.failure == null) {
			this.late = Math.max(0, this.late - 1);
			return true;
		}
		if (!waited.answered) {
			this.late = Math.min(this.late + 1, MOST_LATE);
			this.atOnce = (4 << this.late) - 1;
		}
		// Kafka tries a synchronous commit again for as long as that can help, and its
		// answer comes after that to the first request.
		return this.committer.commitUnconfirmed(waited.offsets.keySet(), waited.timeout);
	}

	private static final class Open {

		private final Map<TopicPartition, OffsetAndMetadata> offsets;

		private final Duration timeout;

		private boolean answered;

		private @Nullable Exception failure;

		Open(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
			this.offsets = offsets;
			this.timeout = timeout;
		}

		void answered(@Nullable Exception exception) {
			this.answered = true;
			this.failure = exception;
		}

	}

}
