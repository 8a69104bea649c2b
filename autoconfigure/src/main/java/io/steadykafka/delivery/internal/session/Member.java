package io.steadykafka.delivery.internal.session;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.steadykafka.delivery.internal.LeavePolicy;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.WorkCounters;
import io.steadykafka.delivery.internal.dispatch.AsyncFailure;
import io.steadykafka.delivery.internal.dispatch.BatchSize;
import io.steadykafka.delivery.internal.dispatch.DeliveryWatch;
import io.steadykafka.delivery.internal.dispatch.FinishedBatch;
import io.steadykafka.delivery.internal.offsets.CommitOutage;
import io.steadykafka.delivery.internal.offsets.InFlightRecords;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a listener, from its start to its stop. Belongs to the consumer's thread
 * but for {@link #inFlight()}, {@link #commitsFailFor()} and {@link #pollBudgetUsed()}.
 */
public final class Member {

	private static final Log logger = LogFactory.getLog(RecordDelivery.class);

	private final ListenerContainer listener;

	private final WorkCounters work;

	private final BooleanSupplier running;

	private final boolean async;

	private final boolean tracksAcknowledgments;

	private final boolean batch;

	private final Duration stopTimeout;

	private final @Nullable LeavePolicy departure;

	private final LongSupplier nanoTime;

	private final BatchSize size;

	private final int maxPollRecords;

	private final DeliveryWatch watch;

	private final InFlightRecords inFlight;

	private final MemberSummary summary = new MemberSummary();

	private final CommitOutage failingCommits;

	private boolean passedOver;

	private @Nullable StopDeadline deadline;

	/**
	 * Create a member that starts.
	 * @param listener whose consumer it is
	 * @param work what is counted
	 * @param polls what Kafka allows of a poll
	 * @param running whether the member's container is running, and not about to stop
	 */
	public Member(ListenerContainer listener, WorkCounters work, RecordDelivery.Options options, PollLimits polls,
			BooleanSupplier running, LongSupplier nanoTime) {
		this.listener = listener;
		this.work = work;
		this.running = running;
		this.async = listener.isAsync();
		this.tracksAcknowledgments = this.async || listener.isAcknowledgedByAll();
		this.batch = listener.isBatch();
		this.stopTimeout = options.stopTimeout();
		this.departure = (listener.isStaticMember()) ? options.departure() : null;
		this.nanoTime = nanoTime;
		this.size = new BatchSize(options.redoWindow().toNanos());
		this.maxPollRecords = polls.maxRecords();
		this.watch = new DeliveryWatch(listener.toString(), work, options, polls.maxInterval(), this::isStopping,
				nanoTime, !this.async);
		this.inFlight = new InFlightRecords(nanoTime);
		this.failingCommits = new CommitOutage(polls.maxInterval(), nanoTime);
	}

	public ListenerContainer listener() {
		return this.listener;
	}

	public WorkCounters work() {
		return this.work;
	}

	public DeliveryWatch watch() {
		return this.watch;
	}

	public MemberSummary summary() {
		return this.summary;
	}

	public InFlightRecords inFlight() {
		return this.inFlight;
	}

	/**
	 * Whether a record that was not acknowledged was passed over.
	 * @return {@code false} if acknowledgements say nothing of single records
	 */
	public boolean tracksAcknowledgments() {
		return this.tracksAcknowledgments;
	}

	/**
	 * How many records the next portion may have.
	 * @return the number of records, 1 or more
	 */
	public int limit() {
		// What a listener that acknowledges later has in flight is the application's
		// choice.
		return (this.async) ? this.maxPollRecords : Math.min(this.size.limit(), this.maxPollRecords);
	}

	/**
	 * The portion in hand is finished.
	 * @return how many records of it the listener processed
	 */
	public int finished() {
		FinishedBatch portion = this.watch.finished();
		if (this.batch) {
			this.size.finishedAtOnce(portion.returned(), portion.end() - portion.start());
		}
		else {
			this.size.finished(portion.returned(), portion.end() - portion.start());
		}
		this.summary.processed(portion.processed());
		return portion.processed();
	}

	/**
	 * Records are being acknowledged, from whatever thread. If the listener acknowledges
	 * later, it is done with them.
	 */
	public void finishedLater(List<? extends ConsumerRecord<?, ?>> records) {
		if (!this.async) {
			return;
		}
		if (!AsyncFailure.isAcknowledging()) {
			this.inFlight.processed(records);
			this.work.worked(records.size(), 0, 0);
			return;
		}
		this.work.worked(0, records.size(), 0);
		if (!this.batch) {
			// Of a batch Spring Kafka tells nobody, so none of it would come again.
			this.inFlight.failed(records);
		}
	}

	/**
	 * Partitions are about to be given up: wait for the work that is in flight.
	 */
	public void await(Collection<TopicPartition> partitions) {
		if (this.async) {
			// The rest is for the last commit.
			Duration patience = untilDeadline(this.stopTimeout).multipliedBy(3).dividedBy(4);
			this.summary.inFlight(this.inFlight.await(partitions, patience));
		}
	}

	/**
	 * Offsets are about to be committed.
	 */
	public void committing(Map<TopicPartition, OffsetAndMetadata> offsets) {
		int passed = this.inFlight.passedOver(offsets);
		if (passed > 0) {
			this.work.passedOver(passed);
			if (!this.passedOver) {
				this.passedOver = true;
				logger.warn(this.listener + " did not acknowledge " + passed + " records, but later ones of their "
						+ "partitions: the commit of " + offsets + " acknowledges them too, and they will not be "
						+ "delivered again. Further ones are counted");
			}
		}
	}

	/**
	 * The listener itself committed what it was handed over of some partitions.
	 */
	public void committedByListener(Collection<TopicPartition> partitions) {
		if (!this.async) {
			this.inFlight.settled(partitions);
		}
	}

	/**
	 * The listener itself committed.
	 */
	public void committedByListener(Map<TopicPartition, OffsetAndMetadata> offsets) {
		if (!this.async) {
			this.inFlight.passedOver(offsets);
		}
	}

	public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.work.committed("success");
		this.summary.committed(offsets);
		this.failingCommits.succeeded();
	}

	/**
	 * A commit failed.
	 * @param failure why
	 */
	public void notCommitted(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
		// What is processed from now on could not be committed either, and time goes by.
		this.watch.enough();
		this.work.committed(failure.getClass().getSimpleName());
		this.summary.givenUp(offsets);
		String message = "A commit of " + this.listener + " failed: " + offsets + ": " + failure
				+ ". What can be tried again is";
		// The former are part of every cooperative rebalance and every stop.
		boolean waits = failure instanceof RebalanceInProgressException || failure instanceof WakeupException;
		if (waits) {
			this.failingCommits.waits();
		}
		if (!waits && this.failingCommits.failed()) {
			logger.warn(message + ", and further failures are counted until a commit succeeds");
		}
		else {
			logger.debug(message);
		}
	}

	public Duration stopTimeout() {
		return this.stopTimeout;
	}

	/**
	 * What becomes of the membership when the container stops.
	 * @return the departure, {@code null} for a dynamic member
	 */
	public @Nullable LeavePolicy departure() {
		return this.departure;
	}

	public boolean isStopping() {
		return !this.running.getAsBoolean();
	}

	/**
	 * How much of a time is left, if the container is about to stop.
	 * @return the time, or less
	 */
	public Duration untilDeadline(Duration wanted) {
		if (!isStopping()) {
			return wanted;
		}
		if (this.deadline == null) {
			this.deadline = new StopDeadline(this.nanoTime, this.stopTimeout);
		}
		return this.deadline.atMost(wanted);
	}

	/**
	 * Whether there is time left, if the container is about to stop.
	 * @return {@code false} if it should be gone
	 */
	public boolean hasTimeLeft() {
		return untilDeadline(this.stopTimeout).compareTo(StopDeadline.SHORTEST) > 0;
	}

	public Duration commitsFailFor() {
		return this.failingCommits.time();
	}

	public double pollBudgetUsed() {
		return this.watch.pollBudgetUsed();
	}

}
