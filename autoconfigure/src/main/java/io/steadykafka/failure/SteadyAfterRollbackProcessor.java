package io.steadykafka.failure;

import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AfterRollbackProcessor;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.DeliveryAttemptAware;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * What {@link SteadyErrorHandler} is for containers with transactions.
 */
final class SteadyAfterRollbackProcessor implements AfterRollbackProcessor<Object, Object>, DeliveryAttemptAware {

	private final FailureHandling handling;

	SteadyAfterRollbackProcessor(FailureHandling handling) {
		this.handling = handling;
	}

	@Override
	public void process(List<ConsumerRecord<Object, Object>> records, Consumer<Object, Object> consumer,
			@Nullable MessageListenerContainer container, Exception exception, boolean recoverable, EOSMode eosMode) {
		this.handling.failed(exception, records, consumer);
	}

	@Override
	public void processBatch(ConsumerRecords<Object, Object> batch, List<ConsumerRecord<Object, Object>> records,
			Consumer<Object, Object> consumer, @Nullable MessageListenerContainer container, Exception exception,
			boolean recoverable, EOSMode eosMode) {
		this.handling.failed(exception, batch, consumer, true);
	}

	@Override
	public int deliveryAttempt(TopicPartitionOffset position) {
		return this.handling.failures().attempt(position);
	}

}
