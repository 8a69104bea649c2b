package io.steadykafka.delivery.internal.dispatch;

import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchInterceptor;

/**
 * Notices that an interceptor throws an exception before a transaction begins: Spring
 * Kafka handles it nowhere, and would go on with the next batch.
 */
public final class TrackedBatchInterceptor<K, V> implements BatchInterceptor<K, V> {

	private final BatchInterceptor<K, V> delegate;

	private final Supplier<@Nullable DeliveryMode> modes;

	public TrackedBatchInterceptor(BatchInterceptor<K, V> delegate, Supplier<@Nullable DeliveryMode> modes) {
		this.delegate = delegate;
		this.modes = modes;
	}

	@Override
	public @Nullable ConsumerRecords<K, V> intercept(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
		try {
			return this.delegate.intercept(records, consumer);
		}
		catch (Throwable ex) {
			DeliveryMode mode = this.modes.get();
			if (mode != null) {
				mode.watch().refused();
			}
			throw ex;
		}
	}

	@Override
	public void success(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
		this.delegate.success(records, consumer);
	}

	@Override
	public void failure(ConsumerRecords<K, V> records, Exception exception, Consumer<K, V> consumer) {
		this.delegate.failure(records, exception, consumer);
	}

	@Override
	public void setupThreadState(Consumer<?, ?> consumer) {
		this.delegate.setupThreadState(consumer);
	}

	@Override
	public void clearThreadState(Consumer<?, ?> consumer) {
		this.delegate.clearThreadState(consumer);
	}

}
