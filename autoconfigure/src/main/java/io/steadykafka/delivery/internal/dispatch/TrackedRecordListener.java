package io.steadykafka.delivery.internal.dispatch;

import java.util.List;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ListenerWrapper;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Watches a record listener.
 */
public abstract class TrackedRecordListener<K, V> extends TrackedListener<MessageListener<K, V>>
		implements AcknowledgingConsumerAwareMessageListener<K, V> {

	private TrackedRecordListener(MessageListener<K, V> delegate, Supplier<@Nullable DeliveryMode> modes) {
		super(delegate, modes);
	}

	public static <K, V> TrackedRecordListener<K, V> of(MessageListener<K, V> delegate,
			Supplier<@Nullable DeliveryMode> modes) {
		return (delegate instanceof ConsumerSeekAware) ? new SeekAware<>(delegate, modes)
				: new TrackedRecordListener<>(delegate, modes) {
				};
	}

	@Override
	public final void onMessage(ConsumerRecord<K, V> record, @Nullable Acknowledgment acknowledgment,
			@Nullable Consumer<?, ?> consumer) {
		watch(record, acknowledgment, (tracked) -> {
			switch (this.delegateType) {
				case ACKNOWLEDGING_CONSUMER_AWARE -> this.delegate.onMessage(record, tracked, consumer);
				case ACKNOWLEDGING -> this.delegate.onMessage(record, tracked);
				case CONSUMER_AWARE -> this.delegate.onMessage(record, consumer);
				case SIMPLE -> this.delegate.onMessage(record);
			}
		});
	}

	private void watch(ConsumerRecord<K, V> record, @Nullable Acknowledgment acknowledgment, Call call) {
		DeliveryMode mode = mode();
		Acknowledgment tracked = (acknowledgment != null) ? track(mode, List.of(record), acknowledgment) : null;
		boolean copied = mode != null && mode.watch().isCopied(record);
		try {
			call.with(tracked);
			if (mode != null) {
				mode.watch().completed(1);
			}
		}
		catch (Throwable ex) {
			failed(mode, List.of(record), ex);
			throw ex;
		}
		finally {
			endInterrupt(mode);
			if (mode != null && copied) {
				mode.watch().returned(record);
			}
		}
	}

	// The container calls the variant that the innermost listener is of.

	@Override
	public final void onMessage(ConsumerRecord<K, V> record) {
		watch(record, null, (none) -> this.delegate.onMessage(record));
	}

	@Override
	public final void onMessage(ConsumerRecord<K, V> record, @Nullable Acknowledgment acknowledgment) {
		watch(record, acknowledgment, (tracked) -> this.delegate.onMessage(record, tracked));
	}

	@Override
	public final void onMessage(ConsumerRecord<K, V> record, @Nullable Consumer<?, ?> consumer) {
		watch(record, null, (none) -> this.delegate.onMessage(record, consumer));
	}

	private static final class SeekAware<K, V> extends TrackedRecordListener<K, V>
			implements ListenerWrapper.SeekAware<MessageListener<K, V>> {

		private SeekAware(MessageListener<K, V> delegate, Supplier<@Nullable DeliveryMode> modes) {
			super(delegate, modes);
		}

	}

}
