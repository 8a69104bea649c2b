package io.steadykafka.delivery.internal.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ListenerWrapper;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Watches a batch listener.
 */
public abstract class TrackedBatchListener<K, V> extends TrackedListener<BatchMessageListener<K, V>>
		implements BatchAcknowledgingConsumerAwareMessageListener<K, V> {

	private TrackedBatchListener(BatchMessageListener<K, V> delegate, Supplier<@Nullable DeliveryMode> modes) {
		super(delegate, modes);
	}

	public static <K, V> TrackedBatchListener<K, V> of(BatchMessageListener<K, V> delegate,
			Supplier<@Nullable DeliveryMode> modes) {
		return (delegate instanceof ConsumerSeekAware) ? new SeekAware<>(delegate, modes)
				: new TrackedBatchListener<>(delegate, modes) {
				};
	}

	@Override
	public final void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment,
			@Nullable Consumer<?, ?> consumer) {
		watch(records, acknowledgment, (tracked) -> {
			switch (this.delegateType) {
				case ACKNOWLEDGING_CONSUMER_AWARE -> this.delegate.onMessage(records, tracked, consumer);
				case ACKNOWLEDGING -> this.delegate.onMessage(records, tracked);
				case CONSUMER_AWARE -> this.delegate.onMessage(records, consumer);
				case SIMPLE -> this.delegate.onMessage(records);
			}
		});
	}

	@Override
	public final void onMessage(ConsumerRecords<K, V> records, @Nullable Acknowledgment acknowledgment,
			Consumer<K, V> consumer) {
		List<ConsumerRecord<K, V>> list = new ArrayList<>(records.count());
		// Not by the iterator, in which agents make spans.
		records.partitions().forEach((partition) -> list.addAll(records.records(partition)));
		watch(list, acknowledgment, (tracked) -> this.delegate.onMessage(records, tracked, consumer));
	}

	private void watch(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment, Call call) {
		DeliveryMode mode = mode();
		if (mode == null || records.isEmpty()) {
			call.with(acknowledgment);
			return;
		}
		// Spring's filters remove records of the list that they are given.
		List<ConsumerRecord<K, V>> given = List.copyOf(records);
		try {
			call.with((acknowledgment != null) ? track(mode, given, acknowledgment) : null);
			mode.watch().completed(given.size());
		}
		catch (Throwable ex) {
			failed(mode, given, ex);
			throw ex;
		}
		finally {
			mode.watch().returned(given.get(0), given.size());
			endInterrupt(mode);
		}
	}

	@Override
	public final boolean wantsPollResult() {
		return this.delegate.wantsPollResult();
	}

	// The container calls the variant that the innermost listener is of.

	@Override
	public final void onMessage(List<ConsumerRecord<K, V>> records) {
		watch(records, null, (none) -> this.delegate.onMessage(records));
	}

	@Override
	public final void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment) {
		watch(records, acknowledgment, (tracked) -> this.delegate.onMessage(records, tracked));
	}

	@Override
	public final void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Consumer<?, ?> consumer) {
		watch(records, null, (none) -> this.delegate.onMessage(records, consumer));
	}

	private static final class SeekAware<K, V> extends TrackedBatchListener<K, V>
			implements ListenerWrapper.SeekAware<BatchMessageListener<K, V>> {

		private SeekAware(BatchMessageListener<K, V> delegate, Supplier<@Nullable DeliveryMode> modes) {
			super(delegate, modes);
		}

	}

}
