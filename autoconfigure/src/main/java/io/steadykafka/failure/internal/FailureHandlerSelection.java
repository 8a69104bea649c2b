package io.steadykafka.failure.internal;

import java.util.Locale;
import java.util.Optional;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.internal.batch.DecodedBatchListener;
import io.steadykafka.failure.internal.retry.Exhaustion;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Selects what handles the failed records of a container.
 *
 * @param transactional whether the container has a transaction manager, and with it an
 * after-rollback processor instead of an error handler
 * @param own the application's handler, {@code null} if there is none
 * @param obstacle why the starter can't handle them, empty if it can
 */
record FailureHandlerSelection(boolean transactional, @Nullable Object own, String obstacle) {

	private static final String NAME = "failure handling";

	static FailureHandlerSelection of(ListenerContainer listener, RecordDelivery delivery) {
		AbstractMessageListenerContainer<?, ?> container = listener.container();
		boolean transactional = listener.isTransactional();
		Object own = container.getCommonErrorHandler();
		if (own == null && transactional && !SpringHandlers.isDefault(container.getAfterRollbackProcessor())) {
			own = container.getAfterRollbackProcessor();
		}
		Optional<String> obstacle = (own != null) ? Optional.empty() : delivery.obstacle(listener);
		return new FailureHandlerSelection(transactional, own, obstacle.orElse(""));
	}

	boolean isSteady() {
		return this.own == null && this.obstacle.isEmpty();
	}

	@SuppressWarnings("unchecked")
	void install(ListenerContainer listener, FailureHandling handling) {
		boolean async = listener.isAsync();
		ListenerWrapper.wrap(listener.container().getContainerProperties(),
				(present) -> (present instanceof BatchMessageListener<?, ?> batches) ? DecodedBatchListener.of(batches)
						: present);
		if (this.transactional) {
			((AbstractMessageListenerContainer<Object, Object>) listener.container())
				.setAfterRollbackProcessor(new SteadyAfterRollbackProcessor(handling));
		}
		else {
			listener.container().setCommonErrorHandler(new SteadyErrorHandler(handling, async));
		}
	}

	Setting setting(ListenerContainer listener, RetryPolicy policy) {
		if (this.own != null) {
			String type = this.own.getClass().getSimpleName();
			return new Setting(NAME, "yours" + ((type.isEmpty()) ? "" : " (" + type + ")"), Origin.YOURS,
					(SpringHandlers.skipsSilently(this.own))
							? "it has no recoverer: a record is skipped after its last attempt, and only logged" : "");
		}
		if (!this.obstacle.isEmpty()) {
			return new Setting(NAME, "Spring Kafka's", Origin.KAFKA_DEFAULT, "a record is skipped after ten attempts, "
					+ "and only logged. It can't be changed because " + this.obstacle);
		}
		String value = policy.onExhausted().name().toLowerCase(Locale.ROOT).replace('_', '-');
		return new Setting(NAME, value + " after " + policy.backOff().attempts() + " attempts", Origin.STEADY_KAFKA,
				note(listener, policy));
	}

	private static String note(ListenerContainer listener, RetryPolicy policy) {
		if (listener.isAsync() && listener.isBatch()) {
			return "only what the listener throws: Spring Kafka acknowledges a batch whose future fails";
		}
		return (policy.onExhausted() == Exhaustion.DEAD_LETTER)
				? "to topics of the same name with " + policy.deadLetterSuffix() + ", which must exist" : "";
	}

}
