package io.steadykafka.commit;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.support.Acknowledgment;

/**
 * Tells which records are acknowledged, from whatever thread.
 */
final class TrackedAcknowledgment implements Acknowledgment {

	private final Acknowledgment delegate;

	private final List<? extends ConsumerRecord<?, ?>> records;

	private final Member member;

	private final InFlight inFlight;

	private TrackedAcknowledgment(Acknowledgment delegate, List<? extends ConsumerRecord<?, ?>> records,
			Member member) {
		this.delegate = delegate;
		this.records = records;
		this.member = member;
		this.inFlight = member.inFlight();
	}

	/**
	 * Track an acknowledgment.
	 * @param acknowledgment the acknowledgment
	 * @param records the records that it is of
	 * @param member who has them in hand
	 * @return what to give to the listener instead
	 */
	static Acknowledgment of(Acknowledgment acknowledgment, List<? extends ConsumerRecord<?, ?>> records,
			Member member) {
		member.inFlight().add(records);
		return new TrackedAcknowledgment(acknowledgment, records, member);
	}

	@Override
	public void acknowledge() {
		this.member.finishedLater(this.records);
		this.inFlight.acknowledging(this.records);
		this.delegate.acknowledge();
		this.inFlight.done(this.records);
	}

	@Override
	public void nack(Duration sleep) {
		this.delegate.nack(sleep);
		this.inFlight.done(this.records);
		this.member.watch().handedBack(this.records.size());
	}

	@Override
	public void acknowledge(int index) {
		List<? extends ConsumerRecord<?, ?>> acknowledged = this.records.subList(0, index + 1);
		this.inFlight.acknowledging(acknowledged);
		this.delegate.acknowledge(index);
		this.inFlight.done(acknowledged);
	}

	@Override
	public void nack(int index, Duration sleep) {
		this.delegate.nack(index, sleep);
		this.inFlight.done(this.records);
		this.member.watch().handedBack(this.records.size() - index);
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
