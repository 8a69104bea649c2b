package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;
import java.util.List;

import io.steadykafka.failure.internal.retry.Exhaustion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a single listener. They override the general ones.
 *
 * @param enabled Whether Steady Kafka manages this listener and its retry topics. Set it
 * to false to run the listener as without the starter.
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
	 * @param redoWindow Overrides steady.kafka.delivery.redo-window for this listener.
	 * @param commitMode Overrides steady.kafka.delivery.commit-mode for this listener.
	 * @param stopTimeout Overrides steady.kafka.delivery.stop-timeout for this listener.
	 * @param slowRecord Overrides steady.kafka.delivery.slow-record for this listener.
	 * @param recommitInterval Overrides steady.kafka.delivery.recommit-interval for this
	 * listener.
	 */
	public record Delivery(@Nullable Duration redoWindow, DeliveryProperties.@Nullable Mode commitMode,
			@Nullable Duration stopTimeout, @Nullable Duration slowRecord, @Nullable Duration recommitInterval) {

	}

	/**
	 * As {@link FailureProperties}.
	 *
	 * @param backoff Overrides steady.kafka.failure.backoff for this listener.
	 * @param onExhausted Overrides steady.kafka.failure.on-exhausted for this listener.
	 * @param notRetryable Replaces steady.kafka.failure.not-retryable for this listener.
	 * @param deadLetterSuffix Overrides steady.kafka.failure.dead-letter-suffix for this
	 * listener.
	 */
	public record Failure(@Nullable Backoff backoff, @Nullable Exhaustion onExhausted,
			@Nullable List<Class<? extends Throwable>> notRetryable, @Nullable String deadLetterSuffix) {

	}

	/**
	 * As {@link FailureProperties.Backoff}.
	 *
	 * @param initialInterval Overrides steady.kafka.failure.backoff.initial-interval for
	 * this listener.
	 * @param multiplier Overrides steady.kafka.failure.backoff.multiplier for this
	 * listener.
	 * @param maxInterval Overrides steady.kafka.failure.backoff.max-interval for this
	 * listener.
	 * @param maxAttempts Overrides steady.kafka.failure.backoff.max-attempts for this
	 * listener.
	 */
	public record Backoff(@Nullable Duration initialInterval, @Nullable Double multiplier,
			@Nullable Duration maxInterval, @Nullable Integer maxAttempts) {

	}

}
