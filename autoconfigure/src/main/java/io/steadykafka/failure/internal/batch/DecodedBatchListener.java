package io.steadykafka.failure.internal.batch;

import java.util.List;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerWrapper;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.ListenerType;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.SerializationUtils;

/**
 * Rejects batches with a record that an {@code ErrorHandlingDeserializer} could not
 * decode, which the listener would get without a value. For record listeners, the
 * container does the same.
 */
public abstract class DecodedBatchListener<K, V>
		implements ListenerWrapper<BatchMessageListener<K, V>>, BatchAcknowledgingConsumerAwareMessageListener<K, V> {

	private static final LogAccessor logger = new LogAccessor(LogFactory.getLog(FailedRecord.class));

	private final BatchMessageListener<K, V> delegate;

	private final ListenerType delegateType;

	private DecodedBatchListener(BatchMessageListener<K, V> delegate) {
		this.delegate = delegate;
		this.delegateType = ListenerUtils.determineListenerType(delegate);
	}

	public static <K, V> DecodedBatchListener<K, V> of(BatchMessageListener<K, V> delegate) {
		return (delegate instanceof ConsumerSeekAware) ? new SeekAware<>(delegate)
				: new DecodedBatchListener<>(delegate) {
				};
	}

	@Override
	public final BatchMessageListener<K, V> getDelegate() {
		return this.delegate;
	}

	@Override
	public final void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment,
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
	public final void onMessage(ConsumerRecords<K, V> records, @Nullable Acknowledgment acknowledgment,
			Consumer<K, V> consumer) {
		// Not by their own iterator, in which agents create spans.
		records.partitions().forEach((partition) -> check(List.copyOf(records.records(partition))));
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
	public final boolean wantsPollResult() {
		return this.delegate.wantsPollResult();
	}

	// The container calls the variant of the innermost listener.

	@Override
	public final void onMessage(List<ConsumerRecord<K, V>> records) {
		check(records);
		this.delegate.onMessage(records);
	}

	@Override
	public final void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Acknowledgment acknowledgment) {
		check(records);
		this.delegate.onMessage(records, acknowledgment);
	}

	@Override
	public final void onMessage(List<ConsumerRecord<K, V>> records, @Nullable Consumer<?, ?> consumer) {
		check(records);
		this.delegate.onMessage(records, consumer);
	}

	private static final class SeekAware<K, V> extends DecodedBatchListener<K, V>
			implements ListenerWrapper.SeekAware<BatchMessageListener<K, V>> {

		private SeekAware(BatchMessageListener<K, V> delegate) {
			super(delegate);
		}

	}

}
