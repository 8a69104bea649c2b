package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The listener acknowledges records after it returned, on any thread. How many it has in
 * flight is the application's choice.
 */
public final class AcknowledgedLaterMode extends DeliveryMode {

	private final int maxRecords;

	private final boolean batches;

	public AcknowledgedLaterMode(Parts parts, PollLimits limits, boolean batches) {
		super(parts);
		this.maxRecords = limits.maxRecords();
		this.batches = batches;
	}

	@Override
	public int limit() {
		return this.maxRecords;
	}

	@Override
	boolean endsEarly() {
		return false;
	}

	@Override
	boolean isTakenAtOnce() {
		return this.batches;
	}

	@Override
	boolean tracksAcknowledgments() {
		return true;
	}

	@Override
	void learn(FinishedBatch batch) {
	}

	@Override
	int processedOnReturn(FinishedBatch batch) {
		return 0;
	}

	@Override
	void acknowledging(List<? extends ConsumerRecord<?, ?>> records) {
		if (!AsyncFailure.isAcknowledging()) {
			inFlight().processed(records);
			work().worked(records.size(), 0, 0);
			return;
		}
		work().worked(0, records.size(), 0);
		if (!this.batches) {
			// Of a batch Spring Kafka tells nobody, so none of it would come again.
			inFlight().failed(records);
		}
	}

	@Override
	int left(Collection<TopicPartition> partitions, Supplier<Duration> patience) {
		return inFlight().await(partitions, patience.get());
	}

	@Override
	public void committedByApplication(Collection<TopicPartition> partitions) {
	}

	@Override
	public void committedByApplication(Map<TopicPartition, OffsetAndMetadata> offsets) {
	}

}
