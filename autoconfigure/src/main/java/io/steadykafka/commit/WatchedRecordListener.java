package io.steadykafka.commit;

import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Watches a record listener.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class WatchedRecordListener<K, V> extends WatchedListener<MessageListener<K, V>>
		implements AcknowledgingConsumerAwareMessageListener<K, V> {

	WatchedRecordListener(MessageListener<K, V> delegate, Supplier<@Nullable Member> members) {
		super(delegate, members);
	}

	@Override
	public void onMessage(ConsumerRecord<K, V> record, @Nullable Acknowledgment acknowledgment,
			@Nullable Consumer<?, ?> consumer) {
		Member member = member();
		Acknowledgment tracked = (acknowledgment != null) ? track(member, List.of(record), acknowledgment) : null;
		try {
			switch (this.delegateType) {
				case ACKNOWLEDGING_CONSUMER_AWARE -> this.delegate.onMessage(record, tracked, consumer);
				case ACKNOWLEDGING -> this.delegate.onMessage(record, tracked);
				case CONSUMER_AWARE -> this.delegate.onMessage(record, consumer);
				case SIMPLE -> this.delegate.onMessage(record);
			}
			if (member != null) {
				member.watch().completed(1);
			}
		}
		catch (Throwable ex) {
			failed(member, List.of(record), ex);
			throw ex;
		}
		finally {
			endInterrupt(member);
		}
	}

	// The container calls the variant that the delegate is of.

	@Override
	public void onMessage(ConsumerRecord<K, V> record) {
		onMessage(record, null, null);
	}

	@Override
	public void onMessage(ConsumerRecord<K, V> record, @Nullable Acknowledgment acknowledgment) {
		onMessage(record, acknowledgment, null);
	}

	@Override
	public void onMessage(ConsumerRecord<K, V> record, @Nullable Consumer<?, ?> consumer) {
		onMessage(record, null, consumer);
	}

}
