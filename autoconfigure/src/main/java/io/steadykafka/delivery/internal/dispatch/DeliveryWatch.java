package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.steadykafka.delivery.OverlongRecord;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Watches the batch that a member has in hand: measures how long the listener takes, and
 * knows when it has had enough. Belongs to the consumer's thread but for
 * {@link #pollBudgetUsed()}.
 */
public final class DeliveryWatch {

	private static final Log logger = LogFactory.getLog(DeliveryWatch.class);

	private static final long NOTHING_IN_HAND = Long.MIN_VALUE;

	private final ListenerContainer listener;

	private final ListenerWork work;

	private final BooleanSupplier stopping;

	private final LongSupplier nanoTime;

	private final long redoWindow;

	private final long slowRecord;

	private final long maxPollInterval;

	/**
	 * When the batch was delivered, moved on by whatever is not the listener's work.
	 */
	private long start;

	/**
	 * When the listener last returned.
	 */
	private long mark;

	private long deliveredAt;

	private int returned;

	private int completed;

	/**
	 * How often the listener was called for the records that it returned from.
	 */
	private int called;

	private int handedBack;

	private boolean refused;

	private int failed;

	private boolean hadEnough;

	private @Nullable DeliveryBatch<?, ?> batch;

	private volatile long inHandSince = NOTHING_IN_HAND;

	private volatile long lastInHand;

	/**
	 * Create a watch.
	 * @param work what is counted
	 * @param slowRecord from which time on a record is slow
	 * @param maxPollInterval how long a batch may be in hand
	 * @param stopping whether the container is about to stop
	 */
	public DeliveryWatch(ListenerContainer listener, ListenerWork work, Duration redoWindow, Duration slowRecord,
			Duration maxPollInterval, BooleanSupplier stopping, LongSupplier nanoTime) {
		this.listener = listener;
		this.work = work;
		this.stopping = stopping;
		this.nanoTime = nanoTime;
		this.redoWindow = redoWindow.toNanos();
		this.slowRecord = slowRecord.toNanos();
		this.maxPollInterval = maxPollInterval.toNanos();
	}

	public void delivered(DeliveryBatch<?, ?> batch) {
		this.batch = batch;
		delivered();
	}

	/**
	 * Nobody has called the listener yet: what was measured was not its work.
	 */
	void restarted() {
		delivered();
	}

	boolean hasCalled() {
		return this.completed + this.failed > 0;
	}

	/**
	 * The listener is about to be called with a record.
	 * @return whether it is of a copy of the batch: then its return shows in no iterator
	 */
	public boolean isCopied(ConsumerRecord<?, ?> record) {
		DeliveryBatch<?, ?> batch = this.batch;
		if (batch == null || !batch.isCopied(record)) {
			return false;
		}
		if (!hasCalled()) {
			restarted();
		}
		if (this.work.copied()) {
			logger.info("Code around the consumer of " + this.listener + " gives copies of the polled records to the "
					+ "container: a crash may redo as many records as the listener finishes within the redo window by "
					+ "its speed before, and a listener that becomes slower finishes these first");
		}
		return true;
	}

	public void delivered() {
		long now = this.nanoTime.getAsLong();
		this.start = now;
		this.mark = now;
		this.deliveredAt = now;
		this.returned = 0;
		this.completed = 0;
		this.called = 0;
		this.handedBack = 0;
		this.refused = false;
		this.failed = 0;
		this.hadEnough = false;
		this.inHandSince = now;
	}

	/**
	 * The listener came to its end with some records, without an exception.
	 * @param records how many
	 */
	public void completed(int records) {
		this.completed += records;
	}

	/**
	 * The container is done with a record: its listener returned, unless an interceptor
	 * kept the record from it.
	 */
	public void returned(ConsumerRecord<?, ?> record) {
		long now = this.nanoTime.getAsLong();
		long took = now - this.mark;
		this.mark = now;
		this.returned++;
		checkCalled(record);
		if (took >= this.slowRecord) {
			this.work.slow(1);
			if (took >= this.maxPollInterval) {
				tooLong(record, took);
			}
		}
	}

	/**
	 * The container took a record, and did not come back from it.
	 */
	void abandoned(ConsumerRecord<?, ?> record) {
		checkCalled(record);
	}

	private void checkCalled(ConsumerRecord<?, ?> record) {
		if (this.completed + this.failed == this.called && UndecodedRecords.is(record)) {
			// The container called the error handler instead of the listener.
			failed(1);
		}
		this.called = this.completed + this.failed;
	}

	/**
	 * The listener returned from a batch.
	 * @param records how many records it had
	 */
	public void returned(ConsumerRecord<?, ?> first, int records) {
		long now = this.nanoTime.getAsLong();
		long took = now - this.mark;
		this.mark = now;
		this.returned += records;
		if (took / records >= this.slowRecord) {
			this.work.slow(records);
		}
		if (took >= this.maxPollInterval) {
			tooLong(first, took);
		}
	}

	private void tooLong(ConsumerRecord<?, ?> record, long took) {
		Duration time = Duration.ofNanos(took);
		this.work.overlong(new OverlongRecord(this.listener.id(), this.listener.group(), record.topic(),
				record.partition(), record.offset(), time, Instant.now()));
		logger.warn(this.listener + " took " + time.toMillis() + " ms for record " + record.topic() + "-"
				+ record.partition() + "@" + record.offset() + ", longer than max.poll.interval.ms="
				+ Duration.ofNanos(this.maxPollInterval).toMillis() + ": its member lost its partitions. Make the "
				+ "listener faster, or raise max.poll.interval.ms above the time that one record takes");
	}

	/**
	 * The listener threw an exception.
	 * @param records how many records it had in hand
	 */
	public void failed(int records) {
		this.failed += records;
		this.hadEnough = true;
	}

	/**
	 * The listener came to its end, but hands records back that it did not process.
	 * @param records how many
	 */
	void handedBack(int records) {
		this.handedBack += records;
		this.hadEnough = true;
	}

	/**
	 * No more of the batch is to be delivered: what was done can't be committed now, or
	 * the time of the next record has not come.
	 */
	public void enough() {
		this.hadEnough = true;
	}

	/**
	 * An interceptor threw an exception where nobody handles it, and the listener was not
	 * called.
	 */
	void refused() {
		this.refused = true;
	}

	boolean isRefused() {
		return this.refused;
	}

	/**
	 * Something that is not the listener's work took time, a commit for example.
	 * @param nanos how long it took
	 */
	public void interrupted(long nanos) {
		this.start += nanos;
		this.mark += nanos;
	}

	/**
	 * Whether no more of the batch is to be delivered.
	 * @return {@code true} if the redo window is over, the last record failed, the
	 * container is about to stop, or it is time to poll, whatever the time was spent on
	 */
	public boolean hasEnough() {
		return this.hadEnough || (this.redoWindow > 0 && this.mark - this.start >= this.redoWindow)
				|| this.mark - this.deliveredAt >= this.maxPollInterval / 2 || this.stopping.getAsBoolean();
	}

	/**
	 * The batch is finished.
	 * @return what the listener did with it
	 */
	public FinishedBatch finished() {
		this.lastInHand = this.nanoTime.getAsLong() - this.inHandSince;
		this.inHandSince = NOTHING_IN_HAND;
		int processed = Math.max(0, this.completed - this.handedBack);
		return new FinishedBatch(this.returned, processed, this.failed, this.mark - this.start);
	}

	public double pollBudgetUsed() {
		long since = this.inHandSince;
		long used = (since != NOTHING_IN_HAND) ? this.nanoTime.getAsLong() - since : this.lastInHand;
		return (double) used / this.maxPollInterval;
	}

}
