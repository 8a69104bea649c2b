package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;
import java.util.List;

import io.steadykafka.failure.internal.retry.Exhaustion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a single listener. What is not set is as it is for all.
 *
 * @param enabled Whether Steady Kafka looks after this listener. Holds for its retry
 * topics too.
 * @param delivery What is delivered to it between two commits.
 * @param failure Records that it fails on.
 */
record ListenerProperties(@DefaultValue("true") boolean enabled, @Nullable Delivery delivery,
		@Nullable Failure failure) {

	static <T> T or(@Nullable T own, T general) {
		return (own != null) ? own : general;
	}

	/**
	 * As {@link DeliveryProperties}.
	 *
	 * @param redoWindow As steady.kafka.delivery.redo-window.
	 * @param commitMode As steady.kafka.delivery.commit-mode.
	 * @param stopTimeout As steady.kafka.delivery.stop-timeout.
	 * @param slowRecord As steady.kafka.delivery.slow-record.
	 * @param recommitInterval As steady.kafka.delivery.recommit-interval.
	 */
	public record Delivery(@Nullable Duration redoWindow, DeliveryProperties.@Nullable Mode commitMode,
			@Nullable Duration stopTimeout, @Nullable Duration slowRecord, @Nullable Duration recommitInterval) {

	}

	/**
	 * As {@link FailureProperties}.
	 *
	 * @param backoff As steady.kafka.failure.backoff.
	 * @param onExhausted As steady.kafka.failure.on-exhausted.
	 * @param notRetryable As steady.kafka.failure.not-retryable, in place of that.
	 * @param deadLetterSuffix As steady.kafka.failure.dead-letter-suffix.
	 */
	public record Failure(@Nullable Backoff backoff, @Nullable Exhaustion onExhausted,
			@Nullable List<Class<? extends Throwable>> notRetryable, @Nullable String deadLetterSuffix) {

	}

	/**
	 * As {@link FailureProperties.Backoff}.
	 *
	 * @param initialInterval As steady.kafka.failure.backoff.initial-interval.
	 * @param multiplier As steady.kafka.failure.backoff.multiplier.
	 * @param maxInterval As steady.kafka.failure.backoff.max-interval.
	 * @param maxAttempts As steady.kafka.failure.backoff.max-attempts.
	 */
	public record Backoff(@Nullable Duration initialInterval, @Nullable Double multiplier,
			@Nullable Duration maxInterval, @Nullable Integer maxAttempts) {

	}

}
