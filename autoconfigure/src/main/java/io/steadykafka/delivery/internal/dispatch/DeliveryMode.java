package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.steadykafka.delivery.internal.offsets.InFlightRecords;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.delivery.internal.work.MemberSummary;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How a listener takes records: what its next batch may hold, what its return and its
 * failures mean, what a commit says, and how it drains. One object a member, chosen when
 * the member starts.
 */
public abstract class DeliveryMode {

	private final DeliveryWatch watch;

	private final InFlightRecords inFlight;

	private final ListenerWork work;

	private final MemberSummary summary;

	DeliveryMode(Parts parts) {
		this.watch = parts.watch();
		this.inFlight = parts.inFlight();
		this.work = parts.work();
		this.summary = parts.summary();
	}

	/**
	 * Choose the mode of a listener.
	 * @param window the redo window, zero for none
	 */
	public static DeliveryMode of(ListenerContainer listener, Parts parts, PollLimits limits, Duration window) {
		if (listener.isAsync()) {
			return new AcknowledgedLaterMode(parts, limits, listener.isBatch());
		}
		if (listener.isBatch()) {
			return new WholeBatchMode(parts, limits, window, listener.isAcknowledgedByAll());
		}
		// With the consumer protocol answers come on another thread.
		boolean overlaps = !listener.idlesBetweenPolls() && !listener.speaksConsumerProtocol();
		return new OneByOneMode(parts, limits, window, listener.isAcknowledgedByAll(), overlaps);
	}

	public final DeliveryWatch watch() {
		return this.watch;
	}

	public final InFlightRecords inFlight() {
		return this.inFlight;
	}

	final ListenerWork work() {
		return this.work;
	}

	/**
	 * How many records the next batch may have, 1 or more.
	 */
	public abstract int limit();

	/**
	 * Whether a batch ends when the listener has had enough: the container counts on none
	 * but the records that it took.
	 */
	abstract boolean endsEarly();

	/**
	 * Whether the container takes all records of a batch at once.
	 */
	abstract boolean isTakenAtOnce();

	/**
	 * Whether a record that was not acknowledged was passed over.
	 * @return {@code false} if acknowledgements say nothing of single records
	 */
	abstract boolean tracksAcknowledgments();

	/**
	 * Whether the container's commits may be answered while the next records are decoded.
	 */
	public boolean overlapsCommits() {
		return false;
	}

	/**
	 * The batch in hand is finished.
	 * @return how many records of it the listener processed
	 */
	public final int finished() {
		FinishedBatch batch = this.watch.finished();
		learn(batch);
		this.work.worked(processedOnReturn(batch), batch.failed(), batch.nanos());
		this.summary.processed(batch.processed());
		return batch.processed();
	}

	abstract void learn(FinishedBatch batch);

	int processedOnReturn(FinishedBatch batch) {
		return batch.processed();
	}

	/**
	 * A record could not be decoded, and its partition waits.
	 */
	public final void undecodable() {
		this.work.worked(0, 1, 0);
	}

	/**
	 * The container did not come back from a record that it took.
	 */
	void abandoned(ConsumerRecord<?, ?> record) {
	}

	/**
	 * Records are being acknowledged, on any thread.
	 */
	void acknowledging(List<? extends ConsumerRecord<?, ?>> records) {
	}

	/**
	 * Partitions are about to be revoked: wait for the work that is in flight.
	 * @param patience how long at most; asked for only where there can be such work
	 */
	public final void drain(Collection<TopicPartition> partitions, Supplier<Duration> patience) {
		this.summary.inFlight(left(partitions, patience));
	}

	int left(Collection<TopicPartition> partitions, Supplier<Duration> patience) {
		return 0;
	}

	/**
	 * The application itself committed all that was delivered of some partitions.
	 */
	public void committedByApplication(Collection<TopicPartition> partitions) {
		this.inFlight.settled(partitions);
	}

	/**
	 * The application itself committed.
	 */
	public void committedByApplication(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.inFlight.passedOver(offsets);
	}

	/**
	 * What a mode works on.
	 *
	 * @param watch measures the listener
	 * @param inFlight what was not acknowledged yet
	 * @param work counts what the listener does
	 * @param summary sums up what the member did
	 */
	public record Parts(DeliveryWatch watch, InFlightRecords inFlight, ListenerWork work, MemberSummary summary) {

	}

}
