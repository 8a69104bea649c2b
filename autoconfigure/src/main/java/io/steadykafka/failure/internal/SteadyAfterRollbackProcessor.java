package io.steadykafka.failure.internal;

import java.util.List;
import java.util.Set;

import io.steadykafka.listener.internal.ExceptionCauses;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AfterRollbackProcessor;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.DeliveryAttemptAware;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.serializer.DeserializationException;

/**
 * The counterpart of {@link SteadyErrorHandler} for containers with transactions.
 */
final class SteadyAfterRollbackProcessor implements AfterRollbackProcessor<Object, Object>, DeliveryAttemptAware {

	/**
	 * Other exceptions come from the transaction, as when it has no coordinator.
	 */
	private static final List<Class<? extends Throwable>> OF_RECORDS = List.of(ListenerExecutionFailedException.class,
			DeserializationException.class, BatchListenerFailedException.class);

	private final FailureHandling handling;

	SteadyAfterRollbackProcessor(FailureHandling handling) {
		this.handling = handling;
	}

	@Override
	public void process(List<ConsumerRecord<Object, Object>> records, Consumer<Object, Object> consumer,
			@Nullable MessageListenerContainer container, Exception exception, boolean recoverable, EOSMode eosMode) {
		if (isOfRecords(exception)) {
			this.handling.failed(exception, records, consumer);
		}
		else {
			// Only the first record's transaction was begun.
			ConsumerRecord<?, ?> first = records.get(0);
			this.handling.transactionFailed(exception, records,
					Set.of(new TopicPartition(first.topic(), first.partition())), consumer);
		}
	}

	@Override
	public void processBatch(ConsumerRecords<Object, Object> batch, List<ConsumerRecord<Object, Object>> records,
			Consumer<Object, Object> consumer, @Nullable MessageListenerContainer container, Exception exception,
			boolean recoverable, EOSMode eosMode) {
		if (isOfRecords(exception)) {
			this.handling.failed(exception, batch, consumer, true);
		}
		else {
			this.handling.transactionFailed(exception, batch, batch.partitions(), consumer);
		}
	}

	private static boolean isOfRecords(Exception exception) {
		return ExceptionCauses.hasAny(exception, OF_RECORDS);
	}

	@Override
	public int deliveryAttempt(TopicPartitionOffset position) {
		return this.handling.failures().attempt(position);
	}

}
