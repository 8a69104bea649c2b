package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;

/**
 * The listener takes all records at once, and is done with them when it returns.
 */
public final class WholeBatchMode extends DeliveryMode {

	private final int maxRecords;

	private final BatchSize size;

	private final boolean tracksAcknowledgments;

	public WholeBatchMode(Parts parts, PollLimits limits, Duration window, boolean tracksAcknowledgments) {
		super(parts);
		this.maxRecords = limits.maxRecords();
		this.size = new BatchSize(window.toNanos());
		this.tracksAcknowledgments = tracksAcknowledgments;
	}

	@Override
	public int limit() {
		return Math.min(this.size.limit(), this.maxRecords);
	}

	@Override
	boolean endsEarly() {
		return false;
	}

	@Override
	boolean isTakenAtOnce() {
		return true;
	}

	@Override
	boolean tracksAcknowledgments() {
		return this.tracksAcknowledgments;
	}

	@Override
	void learn(FinishedBatch batch) {
		this.size.finishedAtOnce(batch.returned(), batch.nanos());
	}

}
