package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A synchronous commit whose answer is waited for after the next records were decoded,
 * and before they are handed over. A broker nearby needs about as long for the one as a
 * consumer for the other. Where answers take longer they are waited for at once, but for
 * an attempt now and then. Not for use by several threads.
 */
final class OverlappedCommit<K, V> {

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
	private static final int MOST_LATE = 8;

	private final CommittingConsumer<K, V> consumer;

	private @Nullable Open open;

	/**
	 * How many answers came too late, less those that came in time since.
	 */
	private int late;

	/**
	 * How many commits are to be waited for at once before the next attempt.
	 */
	private int atOnce;

	OverlappedCommit(CommittingConsumer<K, V> consumer) {
		this.consumer = consumer;
	}

	/**
	 * Commit. The next records come from {@link #poll}, which waits for the answer.
	 * @param timeout how long to wait for the answer
	 */
	void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (this.open != null || this.atOnce > 0) {
			this.atOnce = Math.max(0, this.atOnce - 1);
			this.consumer.commitSync(offsets, timeout);
			return;
		}
		Open sent = new Open(offsets, timeout);
		this.open = sent;
		try {
			this.consumer.commitAsync(offsets, (committed, exception) -> sent.answered(exception));
		}
		catch (KafkaException ex) {
			this.open = null;
			this.consumer.commitSync(offsets, timeout);
			this.consumer.unreported().addIfFatal(ex);
		}
	}

	/**
	 * Poll. If there is a commit without an answer, poll without waiting first, so that
	 * the answer never has to wait for records.
	 * @param timeout how long to wait for records
	 * @param readAhead where to add what is fetched
	 * @return {@code false} if a commit failed: nothing is to be handed over before the
	 * next poll, in which the consumer learns what became of it
	 */
	boolean poll(Duration timeout, RecordBuffer<K, V> readAhead) {
		Open waited = this.open;
		if (waited == null) {
			readAhead.add(this.consumer.poll(timeout));
			return true;
		}
		readAhead.add(this.consumer.poll(Duration.ZERO));
		await(waited);
		this.open = null;
		if (!isConfirmed(waited)) {
			return false;
		}
		if (readAhead.isEmpty()) {
			readAhead.add(this.consumer.poll(timeout));
		}
		return true;
	}

	private void await(Open waited) {
		for (int looks = 0; looks < MOST_LOOKS && !waited.answered; looks++) {
			if (looks >= EAGER_LOOKS) {
				LockSupport.parkNanos(this, PAUSE_NANOS);
			}
			readAnswers();
		}
	}

	private void readAnswers() {
		try {
			// Commits nothing. With more time it would sleep after an answer to something
			// else: ConsumerCoordinator.invokePendingAsyncCommits.
			this.consumer.delegate.commitSync(Map.of(), Duration.ZERO);
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
		return this.consumer.commitUnconfirmed(waited.offsets.keySet(), waited.timeout);
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
