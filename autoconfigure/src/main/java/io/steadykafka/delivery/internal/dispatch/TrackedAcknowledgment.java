package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.util.List;

import io.steadykafka.delivery.internal.offsets.InFlightRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.support.Acknowledgment;

/**
 * Tells which records are acknowledged, from whatever thread. A thread may be interrupted
 * meanwhile: Reactor does so with one whose publisher fails at the wrong moment. The
 * container would have lost the acknowledgement, and with it the failure that it hears of
 * next.
 */
public final class TrackedAcknowledgment implements Acknowledgment {

	private final Acknowledgment delegate;

	private final List<? extends ConsumerRecord<?, ?>> records;

	private final DeliveryMode mode;

	private final InFlightRecords inFlight;

	private TrackedAcknowledgment(Acknowledgment delegate, List<? extends ConsumerRecord<?, ?>> records,
			DeliveryMode mode) {
		this.delegate = delegate;
		this.records = records;
		this.mode = mode;
		this.inFlight = mode.inFlight();
	}

	/**
	 * Track an acknowledgment.
	 * @param records the records that it is of
	 * @param mode of the member that has them in hand
	 * @return what to give to the listener instead
	 */
	static Acknowledgment of(Acknowledgment acknowledgment, List<? extends ConsumerRecord<?, ?>> records,
			DeliveryMode mode) {
		mode.inFlight().add(records);
		return new TrackedAcknowledgment(acknowledgment, records, mode);
	}

	@Override
	public void acknowledge() {
		this.mode.acknowledging(this.records);
		this.inFlight.acknowledging(this.records);
		uninterrupted(this.delegate::acknowledge);
		this.inFlight.done(this.records);
	}

	private static void uninterrupted(Runnable acknowledgment) {
		boolean interrupted = Thread.interrupted();
		try {
			acknowledgment.run();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public void nack(Duration sleep) {
		this.delegate.nack(sleep);
		this.inFlight.done(this.records);
		this.mode.watch().handedBack(this.records.size());
	}

	@Override
	public void acknowledge(int index) {
		List<? extends ConsumerRecord<?, ?>> acknowledged = this.records.subList(0, index + 1);
		this.inFlight.acknowledging(acknowledged);
		uninterrupted(() -> this.delegate.acknowledge(index));
		this.inFlight.done(acknowledged);
	}

	@Override
	public void nack(int index, Duration sleep) {
		this.delegate.nack(index, sleep);
		this.inFlight.done(this.records);
		this.mode.watch().handedBack(this.records.size() - index);
	}

	@Override
	public boolean isOutOfOrderCommit() {
		return this.delegate.isOutOfOrderCommit();
	}

	@Override
	public String toString() {
		return this.delegate.toString();
	}

}
