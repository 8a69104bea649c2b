package io.steadykafka.failure;

import java.util.List;

import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.adapter.AbstractDelegatingMessageListenerAdapter;
import org.springframework.kafka.listener.adapter.AsyncRepliesAware;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.SerializationUtils;

/**
 * Keeps batches from a listener that have a record in them that an
 * {@code ErrorHandlingDeserializer} could not decode: the listener would see a record
 * without a value. Of a record listener the container does so itself.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class DecodedBatchListener<K, V> extends AbstractDelegatingMessageListenerAdapter<BatchMessageListener<K, V>>
		implements BatchAcknowledgingConsumerAwareMessageListener<K, V>, AsyncRepliesAware {

	private static final LogAccessor logger = new LogAccessor(LogFactory.getLog(Failures.class));

	DecodedBatchListener(BatchMessageListener<K, V> delegate) {
		super(delegate);
	}

	@Override
	public void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment,
			@Nullable Consumer<?, ?> consumer) {
		check(records);
		switch (this.delegateType) {
			case ACKNOWLEDGING_CONSUMER_AWARE -> this.delegate.onMessage(records, acknowledgment, consumer);
			case ACKNOWLEDGING -> this.delegate.onMessage(records, acknowledgment);
			case CONSUMER_AWARE -> this.delegate.onMessage(records, consumer);
			case SIMPLE -> this.delegate.onMessage(records);
		}
	}

	@Override
	public void onMessage(ConsumerRecords<K, V> records, @Nullable Acknowledgment acknowledgment,
			Consumer<K, V> consumer) {
		check(records);
		this.delegate.onMessage(records, acknowledgment, consumer);
	}

	private static void check(Iterable<? extends ConsumerRecord<?, ?>> records) {
		for (ConsumerRecord<?, ?> record : records) {
			if (record.value() == null) {
				check(record, KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER);
			}
			if (record.key() == null) {
				check(record, KafkaUtils.KEY_DESERIALIZER_EXCEPTION_HEADER);
			}
		}
	}

	private static void check(ConsumerRecord<?, ?> record, String header) {
		DeserializationException failure = (record.headers().lastHeader(header) != null)
				? SerializationUtils.getExceptionFromHeader(record, header, logger) : null;
		if (failure != null) {
			throw new UndecodedInBatchException(record, failure);
		}
	}

	@Override
	public boolean wantsPollResult() {
		return this.delegate.wantsPollResult();
	}

	@Override
	public boolean isAsyncReplies() {
		return this.delegate instanceof AsyncRepliesAware aware && aware.isAsyncReplies();
	}

	@Override
	public void onFirstPoll() {
		if (this.delegate instanceof ConsumerSeekAware aware) {
			aware.onFirstPoll();
		}
	}

	@Override
	public void unregisterSeekCallback() {
		if (this.delegate instanceof ConsumerSeekAware aware) {
			aware.unregisterSeekCallback();
		}
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

}
