package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The container takes one record after the other, and the listener is done with each when
 * it returns.
 */
public final class OneByOneMode extends DeliveryMode {

	private final int maxRecords;

	private final BatchSize size;

	private final boolean tracksAcknowledgments;

	private final boolean overlapsCommits;

	public OneByOneMode(Parts parts, PollLimits limits, Duration window, boolean tracksAcknowledgments,
			boolean overlapsCommits) {
		super(parts);
		this.maxRecords = limits.maxRecords();
		this.size = new BatchSize(window.toNanos());
		this.tracksAcknowledgments = tracksAcknowledgments;
		this.overlapsCommits = overlapsCommits;
	}

	@Override
	public int limit() {
		return Math.min(this.size.limit(), this.maxRecords);
	}

	@Override
	boolean endsEarly() {
		return true;
	}

	@Override
	boolean isTakenAtOnce() {
		return false;
	}

	@Override
	boolean tracksAcknowledgments() {
		return this.tracksAcknowledgments;
	}

	@Override
	public boolean overlapsCommits() {
		return this.overlapsCommits;
	}

	@Override
	void learn(FinishedBatch batch) {
		this.size.finished(batch.returned(), batch.nanos());
	}

	@Override
	void abandoned(ConsumerRecord<?, ?> record) {
		watch().abandoned(record);
	}

}
