package io.steadykafka.delivery.internal.dispatch;

import java.util.List;
import java.util.function.Supplier;

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

	private final Supplier<@Nullable DeliveryMode> modes;

	TrackedListener(T delegate, Supplier<@Nullable DeliveryMode> modes) {
		this.delegate = delegate;
		this.delegateType = ListenerUtils.determineListenerType(delegate);
		this.modes = modes;
	}

	@Override
	public final T getDelegate() {
		return this.delegate;
	}

	final @Nullable DeliveryMode mode() {
		return this.modes.get();
	}

	/**
	 * Learn when records are acknowledged.
	 * @param mode of the member that has them in hand
	 * @param acknowledgment acknowledges them
	 * @return what to give to the listener instead
	 */
	static Acknowledgment track(@Nullable DeliveryMode mode, List<? extends ConsumerRecord<?, ?>> records,
			Acknowledgment acknowledgment) {
		return (mode != null && mode.tracksAcknowledgments()) ? TrackedAcknowledgment.of(acknowledgment, records, mode)
				: acknowledgment;
	}

	/**
	 * The listener threw an exception.
	 * @param records what it was given
	 */
	static void failed(@Nullable DeliveryMode mode, List<? extends ConsumerRecord<?, ?>> records, Throwable thrown) {
		if (mode == null) {
			return;
		}
		mode.inFlight().done(records);
		if (thrown instanceof KafkaBackoffException) {
			// A retry topic's listener found that the record's time has not come.
			mode.watch().enough();
			return;
		}
		int culprit = BatchFailure.named(thrown, records);
		if (culprit >= 0) {
			mode.watch().completed(culprit);
			mode.watch().failed(1);
		}
		else {
			mode.watch().failed(records.size());
		}
	}

	/**
	 * The listener returned. An interrupt that it leaves behind was meant for what it
	 * did. The container would lose the acknowledgement of a batch over it, every commit
	 * and every poll would fail, and the next record would be interrupted at once.
	 */
	static void endInterrupt(@Nullable DeliveryMode mode) {
		if (mode != null) {
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
