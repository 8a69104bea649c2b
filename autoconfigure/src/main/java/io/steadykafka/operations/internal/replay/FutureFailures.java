package io.steadykafka.operations.internal.replay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.DelegatingMessageListener;
import org.springframework.kafka.listener.adapter.MessagingMessageListenerAdapter;

/**
 * Learns the exceptions of futures that a listener returned. Safe for use by several
 * threads.
 * <p>
 * Spring Kafka acknowledges a record whose future failed, and reports the exception to
 * the callback in the listener's adapter, right after that and on the same thread. It is
 * the callback of the container that was started last, which must not learn of records
 * that it never read. So another callback takes its place between the two, for this
 * record only. If the container sets its own meanwhile, that one stays, and the exception
 * is not known.
 */
final class FutureFailures {

	private static final @Nullable VarHandle CALLBACK = callback();

	private static final String UNKNOWN = "The future that the listener returned failed. Its exception is in the log "
			+ "of Spring Kafka, if anywhere";

	private final @Nullable MessagingMessageListenerAdapter<?, ?> adapter;

	FutureFailures(ListenerContainer listener) {
		// The failure of a batch is logged, and not reported.
		this.adapter = (listener.isBatch()) ? null
				: adapter(listener.container().getContainerProperties().getMessageListener());
	}

	private static @Nullable MessagingMessageListenerAdapter<?, ?> adapter(@Nullable Object listener) {
		Object present = listener;
		while (present instanceof DelegatingMessageListener<?> delegating) {
			present = delegating.getDelegate();
		}
		return (present instanceof MessagingMessageListenerAdapter<?, ?> found) ? found : null;
	}

	private static @Nullable VarHandle callback() {
		try {
			return MethodHandles.privateLookupIn(MessagingMessageListenerAdapter.class, MethodHandles.lookup())
				.findVarHandle(MessagingMessageListenerAdapter.class, "asyncRetryCallback", BiConsumer.class);
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	/**
	 * The failure of a record is about to be reported.
	 * @param outcome completed with the exception
	 */
	void expect(ConsumerRecord<?, ?> record, CompletableFuture<?> outcome) {
		if (this.adapter == null || CALLBACK == null) {
			outcome.completeExceptionally(new IllegalStateException(UNKNOWN));
			return;
		}
		Expected expected;
		do {
			expected = new Expected(record, outcome, this.adapter,
					(BiConsumer<?, ?>) CALLBACK.getVolatile(this.adapter));
		}
		while (!CALLBACK.compareAndSet(this.adapter, expected.other, expected));
		CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(expected::missed);
	}

	private static final class Expected implements BiConsumer<ConsumerRecord<?, ?>, RuntimeException> {

		private final ConsumerRecord<?, ?> record;

		private final CompletableFuture<?> outcome;

		private final MessagingMessageListenerAdapter<?, ?> adapter;

		private final @Nullable BiConsumer<?, ?> other;

		Expected(ConsumerRecord<?, ?> record, CompletableFuture<?> outcome,
				MessagingMessageListenerAdapter<?, ?> adapter, @Nullable BiConsumer<?, ?> other) {
			this.record = record;
			this.outcome = outcome;
			this.adapter = adapter;
			this.other = other;
		}

		@Override
		@SuppressWarnings("unchecked")
		public void accept(ConsumerRecord<?, ?> failed, RuntimeException exception) {
			if (failed.offset() == this.record.offset() && failed.partition() == this.record.partition()
					&& failed.topic().equals(this.record.topic())) {
				restore();
				this.outcome.completeExceptionally(exception);
			}
			else if (this.other != null) {
				((BiConsumer<Object, Object>) this.other).accept(failed, exception);
			}
		}

		private void missed() {
			restore();
			this.outcome.completeExceptionally(new IllegalStateException(UNKNOWN));
		}

		private void restore() {
			if (CALLBACK != null) {
				CALLBACK.compareAndSet(this.adapter, this, this.other);
			}
		}

	}

}
