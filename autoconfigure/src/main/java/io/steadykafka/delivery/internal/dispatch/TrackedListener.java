package io.steadykafka.delivery.internal.dispatch;

import java.util.List;
import java.util.function.Supplier;

import io.steadykafka.delivery.internal.session.Member;
import io.steadykafka.listener.internal.ListenerWrapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.KafkaBackoffException;
import org.springframework.kafka.listener.ListenerType;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Tells the member on whose thread it is called what a listener did. Else it is as the
 * listener that it stands for, also to a container that looks through it.
 */
abstract class TrackedListener<T> implements ListenerWrapper<T> {

	final T delegate;

	final ListenerType delegateType;

	private final Supplier<@Nullable Member> members;

	TrackedListener(T delegate, Supplier<@Nullable Member> members) {
		this.delegate = delegate;
		this.delegateType = ListenerUtils.determineListenerType(delegate);
		this.members = members;
	}

	@Override
	public final T getDelegate() {
		return this.delegate;
	}

	final @Nullable Member member() {
		return this.members.get();
	}

	/**
	 * Learn when records are acknowledged.
	 * @param member who has them in hand
	 * @param acknowledgment acknowledges them
	 * @return what to give to the listener instead
	 */
	static Acknowledgment track(@Nullable Member member, List<? extends ConsumerRecord<?, ?>> records,
			Acknowledgment acknowledgment) {
		return (member != null && member.tracksAcknowledgments())
				? TrackedAcknowledgment.of(acknowledgment, records, member) : acknowledgment;
	}

	/**
	 * The listener threw an exception.
	 * @param member on whose thread it was called
	 * @param records what it was given
	 */
	static void failed(@Nullable Member member, List<? extends ConsumerRecord<?, ?>> records, Throwable thrown) {
		if (member == null) {
			return;
		}
		member.inFlight().done(records);
		if (thrown instanceof KafkaBackoffException) {
			// A retry topic's listener found that the record's time has not come.
			member.watch().enough();
			return;
		}
		int culprit = BatchFailure.named(thrown, records);
		if (culprit >= 0) {
			member.watch().completed(culprit);
			member.watch().failed(1);
		}
		else {
			member.watch().failed(records.size());
		}
	}

	/**
	 * The listener returned. An interrupt that it leaves behind was meant for what it
	 * did. The container would lose the acknowledgement of a batch over it, every commit
	 * and every poll would fail, and the next record would be interrupted at once.
	 * @param member on whose thread it was called
	 */
	static void endInterrupt(@Nullable Member member) {
		if (member != null) {
			Thread.interrupted();
		}
	}

	/**
	 * A call of the listener.
	 */
	interface Call {

		void with(@Nullable Acknowledgment acknowledgment);

	}

}
