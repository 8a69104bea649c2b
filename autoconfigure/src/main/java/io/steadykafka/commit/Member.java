package io.steadykafka.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.steadykafka.listener.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a listener and the portion that it has in hand: measures how long the
 * listener takes, and knows when it has had enough. Belongs to the consumer's thread but
 * for {@link #pollBudgetUsed()}.
 */
final class Member {

	private static final Log logger = LogFactory.getLog(HandOvers.class);

	private static final String TOO_LONG = "%s took %d ms for record %s-%d@%d, longer than max.poll.interval.ms=%d: "
			+ "its member lost its partitions. Make the listener faster, or raise max.poll.interval.ms above the time "
			+ "that one record takes";

	private static final String NOT_COMMITTED = "A commit of %s failed: %s: %s. What can be tried again is, and further "
			+ "failures are counted until a commit succeeds";

	private static final long NOTHING_IN_HAND = Long.MIN_VALUE;

	private final ListenerContainer listener;

	private final CountedWork work;

	private final long redoWindow;

	private final long slowRecord;

	private final Duration stopTimeout;

	private final BooleanSupplier running;

	private final LongSupplier nanoTime;

	private final long maxPollInterval;

	private final PortionSize size;

	/**
	 * When the portion in hand was handed over, moved on by whatever is not the
	 * listener's work.
	 */
	private long start;

	/**
	 * When the listener last returned.
	 */
	private long mark;

	private int returned;

	private int completed;

	private int failed;

	private boolean anyFailed;

	private volatile long inHandSince = NOTHING_IN_HAND;

	private volatile long lastInHand;

	private @Nullable StopDeadline deadline;

	private boolean commitsFail;

	private final InFlight inFlight = new InFlight();

	private final MemberSummary summary = new MemberSummary();

	Member(ListenerContainer listener, CountedWork work, HandOvers.Options options, Duration stopTimeout,
			Duration maxPollInterval, BooleanSupplier running, LongSupplier nanoTime) {
		this.listener = listener;
		this.work = work;
		this.redoWindow = options.redoWindow().toNanos();
		this.slowRecord = options.slowRecord().toNanos();
		this.stopTimeout = stopTimeout;
		this.running = running;
		this.nanoTime = nanoTime;
		this.maxPollInterval = maxPollInterval.toNanos();
		this.size = new PortionSize(this.redoWindow);
	}

	ListenerContainer listener() {
		return this.listener;
	}

	CountedWork work() {
		return this.work;
	}

	MemberSummary summary() {
		return this.summary;
	}

	int limit() {
		return this.size.limit();
	}

	void handedOver() {
		long now = this.nanoTime.getAsLong();
		this.start = now;
		this.mark = now;
		this.returned = 0;
		this.completed = 0;
		this.failed = 0;
		this.anyFailed = false;
		this.inHandSince = now;
	}

	/**
	 * The listener returned from a record.
	 * @param record the record
	 */
	void returned(ConsumerRecord<?, ?> record) {
		long now = this.nanoTime.getAsLong();
		long took = now - this.mark;
		this.mark = now;
		this.returned++;
		if (took >= this.slowRecord) {
			this.work.slow(1);
			if (took >= this.maxPollInterval) {
				tooLong(record, took);
			}
		}
	}

	/**
	 * The listener returned from a batch.
	 * @param first its first record
	 * @param records how many records it had
	 */
	void returned(ConsumerRecord<?, ?> first, int records) {
		this.mark = this.nanoTime.getAsLong();
		this.returned = records;
		long took = this.mark - this.start;
		if (took / records >= this.slowRecord) {
			this.work.slow(records);
		}
		if (took >= this.maxPollInterval) {
			tooLong(first, took);
		}
	}

	private void tooLong(ConsumerRecord<?, ?> record, long took) {
		Duration time = Duration.ofNanos(took);
		this.work
			.overlong(new OverlongRecord(record.topic(), record.partition(), record.offset(), time, Instant.now()));
		logger.warn(TOO_LONG.formatted(this.listener, time.toMillis(), record.topic(), record.partition(),
				record.offset(), Duration.ofNanos(this.maxPollInterval).toMillis()));
	}

	/**
	 * The listener came to its end.
	 * @param records how many records it was given
	 */
	void completed(int records) {
		this.completed += records;
	}

	/**
	 * The listener threw an exception.
	 * @param records how many records it had in hand
	 */
	void failed(int records) {
		this.failed += records;
		this.anyFailed = true;
	}

	/**
	 * Something that is not the listener's work took time, a commit for example.
	 * @param nanos how long it took
	 */
	void interrupted(long nanos) {
		this.start += nanos;
		this.mark += nanos;
	}

	/**
	 * Whether no more of the portion is to be handed over.
	 * @return {@code true} if the redo window is over, the last record failed, or the
	 * container is about to stop
	 */
	boolean hasEnough() {
		return this.anyFailed || isStopping() || (this.redoWindow > 0 && this.mark - this.start >= this.redoWindow);
	}

	/**
	 * The portion is finished.
	 * @return how many records of it the listener processed
	 */
	int finished() {
		this.lastInHand = this.nanoTime.getAsLong() - this.inHandSince;
		this.inHandSince = NOTHING_IN_HAND;
		long worked = this.mark - this.start;
		this.size.finished(this.returned, worked);
		this.work.worked(this.completed, this.failed, worked);
		this.summary.processed(this.completed);
		return this.completed;
	}

	InFlight inFlight() {
		return this.inFlight;
	}

	void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.work.committed("success");
		this.summary.committed(offsets);
		this.commitsFail = false;
	}

	/**
	 * A commit failed.
	 * @param offsets its offsets
	 * @param failure why
	 */
	void notCommitted(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
		this.work.committed(failure.getClass().getSimpleName());
		this.summary.givenUp(offsets);
		if (failure instanceof RebalanceInProgressException || failure instanceof WakeupException) {
			// Part of every cooperative rebalance, and of every stop.
			logger.debug(NOT_COMMITTED.formatted(this.listener, offsets, failure));
		}
		else if (!this.commitsFail) {
			// Not each: there may be one a record.
			this.commitsFail = true;
			logger.warn(NOT_COMMITTED.formatted(this.listener, offsets, failure));
		}
	}

	Duration stopTimeout() {
		return this.stopTimeout;
	}

	boolean isStopping() {
		return !this.running.getAsBoolean();
	}

	/**
	 * How much of a time is left, if the container is about to stop.
	 * @param wanted the time
	 * @return the time, or less
	 */
	Duration untilDeadline(Duration wanted) {
		if (!isStopping()) {
			return wanted;
		}
		if (this.deadline == null) {
			this.deadline = new StopDeadline(this.nanoTime, this.stopTimeout);
		}
		return this.deadline.atMost(wanted);
	}

	double pollBudgetUsed() {
		long since = this.inHandSince;
		long used = (since != NOTHING_IN_HAND) ? this.nanoTime.getAsLong() - since : this.lastInHand;
		return (double) used / this.maxPollInterval;
	}

}
