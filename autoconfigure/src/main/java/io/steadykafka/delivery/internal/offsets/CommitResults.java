package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.delivery.internal.work.MemberSummary;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Counts, sums up and logs how a member's commits end. Belongs to the consumer's thread
 * but for {@link #failFor()}.
 */
public final class CommitResults {

	private static final Log logger = LogFactory.getLog(CommitResults.class);

	private final String listener;

	private final ListenerWork work;

	private final MemberSummary summary;

	private final InFlightRecords inFlight;

	private final CommitOutage outage;

	private final Runnable onFailure;

	private boolean passedOver;

	/**
	 * Create results of no commit.
	 * @param listener the listener, for the log
	 * @param maxPollInterval how long a rebalance may take
	 * @param onFailure is run at each commit that fails
	 */
	public CommitResults(String listener, ListenerWork work, MemberSummary summary, InFlightRecords inFlight,
			Duration maxPollInterval, LongSupplier nanoTime, Runnable onFailure) {
		this.listener = listener;
		this.work = work;
		this.summary = summary;
		this.inFlight = inFlight;
		this.outage = new CommitOutage(maxPollInterval, nanoTime);
		this.onFailure = onFailure;
	}

	String listener() {
		return this.listener;
	}

	/**
	 * Offsets are about to be committed.
	 */
	void committing(Map<TopicPartition, OffsetAndMetadata> offsets) {
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

	void succeeded(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.work.committed("success");
		this.summary.committed(offsets);
		this.outage.succeeded();
	}

	void failed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
		// What is processed from now on could not be committed either, and time goes by.
		this.onFailure.run();
		this.work.committed(failure.getClass().getSimpleName());
		this.summary.dropped(offsets);
		String message = "A commit of " + this.listener + " failed: " + offsets + ": " + failure
				+ ". What can be tried again is";
		// The former are part of every cooperative rebalance and every stop.
		boolean waits = failure instanceof RebalanceInProgressException || failure instanceof WakeupException;
		if (waits) {
			this.outage.waits();
		}
		if (!waits && this.outage.failed()) {
			logger.warn(message + ", and further failures are counted until a commit succeeds");
		}
		else {
			logger.debug(message);
		}
	}

	/**
	 * Offsets are not sent, as their partitions were lost.
	 */
	void lost() {
		this.work.committed("lost");
	}

	/**
	 * Offsets are not sent, as their partitions are deleted.
	 */
	void dropped(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.work.committed(DeletedPartitions.RESULT);
		this.summary.dropped(offsets);
	}

	public Duration failFor() {
		return this.outage.time();
	}

}
