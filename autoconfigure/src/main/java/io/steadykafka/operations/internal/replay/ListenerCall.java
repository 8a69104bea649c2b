package io.steadykafka.operations.internal.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ListenerType;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Calls a listener as its container does, with the interceptors of that container.
 */
abstract class ListenerCall {

	final ListenerType type;

	private ListenerCall(Object listener) {
		this.type = ListenerUtils.determineListenerType(listener);
	}

	@SuppressWarnings("unchecked")
	static ListenerCall of(AbstractMessageListenerContainer<?, ?> container) {
		AbstractMessageListenerContainer<Object, Object> known = (AbstractMessageListenerContainer<Object, Object>) container;
		Object listener = Objects.requireNonNull(container.getContainerProperties().getMessageListener());
		return (listener instanceof BatchMessageListener<?, ?> batches)
				? new OfBatches((BatchMessageListener<Object, Object>) batches, known)
				: new OfRecords((MessageListener<Object, Object>) listener, known);
	}

	/**
	 * Calls the listener, on the thread of the replay.
	 * @param records one record, for a record listener
	 */
	abstract void call(List<ConsumerRecord<Object, Object>> records, @Nullable Acknowledgment acknowledgment,
			Consumer<Object, Object> consumer);

	private static void skipped(@Nullable Acknowledgment acknowledgment) {
		// As the container does with a record that an interceptor keeps from the
		// listener.
		if (acknowledgment != null) {
			acknowledgment.acknowledge();
		}
	}

	private static final class OfRecords extends ListenerCall {

		private final MessageListener<Object, Object> listener;

		private final AbstractMessageListenerContainer<Object, Object> container;

		private OfRecords(MessageListener<Object, Object> listener,
				AbstractMessageListenerContainer<Object, Object> container) {
			super(listener);
			this.listener = listener;
			this.container = container;
		}

		@Override
		void call(List<ConsumerRecord<Object, Object>> records, @Nullable Acknowledgment acknowledgment,
				Consumer<Object, Object> consumer) {
			RecordInterceptor<Object, Object> interceptor = this.container.getRecordInterceptor();
			if (interceptor == null) {
				call(records.get(0), acknowledgment, consumer);
				return;
			}
			interceptor.setupThreadState(consumer);
			try {
				ConsumerRecord<Object, Object> record = interceptor.intercept(records.get(0), consumer);
				if (record == null) {
					skipped(acknowledgment);
					return;
				}
				intercepted(record, acknowledgment, consumer, interceptor);
			}
			finally {
				interceptor.clearThreadState(consumer);
			}
		}

		private void intercepted(ConsumerRecord<Object, Object> record, @Nullable Acknowledgment acknowledgment,
				Consumer<Object, Object> consumer, RecordInterceptor<Object, Object> interceptor) {
			try {
				call(record, acknowledgment, consumer);
				interceptor.success(record, consumer);
			}
			catch (RuntimeException ex) {
				interceptor.failure(record, ex, consumer);
				throw ex;
			}
			finally {
				interceptor.afterRecord(record, consumer);
			}
		}

		private void call(ConsumerRecord<Object, Object> record, @Nullable Acknowledgment acknowledgment,
				Consumer<Object, Object> consumer) {
			switch (this.type) {
				case ACKNOWLEDGING_CONSUMER_AWARE -> this.listener.onMessage(record, acknowledgment, consumer);
				case ACKNOWLEDGING -> this.listener.onMessage(record, acknowledgment);
				case CONSUMER_AWARE -> this.listener.onMessage(record, consumer);
				case SIMPLE -> this.listener.onMessage(record);
			}
		}

	}

	private static final class OfBatches extends ListenerCall {

		private final BatchMessageListener<Object, Object> listener;

		private final AbstractMessageListenerContainer<Object, Object> container;

		private OfBatches(BatchMessageListener<Object, Object> listener,
				AbstractMessageListenerContainer<Object, Object> container) {
			super(listener);
			this.listener = listener;
			this.container = container;
		}

		@Override
		void call(List<ConsumerRecord<Object, Object>> records, @Nullable Acknowledgment acknowledgment,
				Consumer<Object, Object> consumer) {
			BatchInterceptor<Object, Object> interceptor = this.container.getBatchInterceptor();
			if (interceptor == null) {
				call(batch(records), acknowledgment, consumer);
				return;
			}
			interceptor.setupThreadState(consumer);
			try {
				ConsumerRecords<Object, Object> batch = interceptor.intercept(batch(records), consumer);
				if (batch == null || batch.isEmpty()) {
					skipped(acknowledgment);
					return;
				}
				intercepted(batch, acknowledgment, consumer, interceptor);
			}
			finally {
				interceptor.clearThreadState(consumer);
			}
		}

		private void intercepted(ConsumerRecords<Object, Object> batch, @Nullable Acknowledgment acknowledgment,
				Consumer<Object, Object> consumer, BatchInterceptor<Object, Object> interceptor) {
			try {
				call(batch, acknowledgment, consumer);
				interceptor.success(batch, consumer);
			}
			catch (RuntimeException ex) {
				interceptor.failure(batch, ex, consumer);
				throw ex;
			}
		}

		private static ConsumerRecords<Object, Object> batch(List<ConsumerRecord<Object, Object>> records) {
			Map<TopicPartition, List<ConsumerRecord<Object, Object>>> batch = new LinkedHashMap<>();
			records.forEach(
					(record) -> batch
						.computeIfAbsent(new TopicPartition(record.topic(), record.partition()),
								(partition) -> new ArrayList<>())
						.add(record));
			return new ConsumerRecords<>(batch, Map.of());
		}

		private void call(ConsumerRecords<Object, Object> batch, @Nullable Acknowledgment acknowledgment,
				Consumer<Object, Object> consumer) {
			if (this.listener.wantsPollResult()) {
				this.listener.onMessage(batch, acknowledgment, consumer);
				return;
			}
			List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
			batch.forEach(records::add);
			switch (this.type) {
				case ACKNOWLEDGING_CONSUMER_AWARE -> this.listener.onMessage(records, acknowledgment, consumer);
				case ACKNOWLEDGING -> this.listener.onMessage(records, acknowledgment);
				case CONSUMER_AWARE -> this.listener.onMessage(records, consumer);
				case SIMPLE -> this.listener.onMessage(records);
			}
		}

	}

}
