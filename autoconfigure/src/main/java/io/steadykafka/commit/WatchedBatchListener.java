package io.steadykafka.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Watches a batch listener.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class WatchedBatchListener<K, V> extends WatchedListener<BatchMessageListener<K, V>>
		implements BatchAcknowledgingConsumerAwareMessageListener<K, V> {

	WatchedBatchListener(BatchMessageListener<K, V> delegate, Supplier<@Nullable Member> members) {
		super(delegate, members);
	}

	@Override
	public void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment,
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
	public void onMessage(ConsumerRecords<K, V> records, @Nullable Acknowledgment acknowledgment,
			Consumer<K, V> consumer) {
		List<ConsumerRecord<K, V>> list = new ArrayList<>(records.count());
		records.forEach(list::add);
		watch(list, acknowledgment, (tracked) -> this.delegate.onMessage(records, tracked, consumer));
	}

	private void watch(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment, Call call) {
		Member member = member();
		if (member == null || records.isEmpty()) {
			call.with(acknowledgment);
			return;
		}
		try {
			call.with((acknowledgment != null) ? track(member, records, acknowledgment) : null);
			member.watch().completed(records.size());
		}
		catch (Throwable ex) {
			failed(member, records, ex);
			throw ex;
		}
		finally {
			member.watch().returned(records.get(0), records.size());
			endInterrupt(member);
		}
	}

	@Override
	public boolean wantsPollResult() {
		return this.delegate.wantsPollResult();
	}

	// The container calls the variant that the delegate is of.

	@Override
	public void onMessage(List<ConsumerRecord<K, V>> records) {
		onMessage(records, null, (Consumer<?, ?>) null);
	}

	@Override
	public void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment) {
		onMessage(records, acknowledgment, (Consumer<?, ?>) null);
	}

	@Override
	public void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Consumer<?, ?> consumer) {
		onMessage(records, null, consumer);
	}

	/**
	 * A call of the listener.
	 */
	private interface Call {

		void with(@Nullable Acknowledgment acknowledgment);

	}

}
