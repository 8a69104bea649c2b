package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;
import java.util.List;

import io.steadykafka.failure.internal.retry.BackOffPolicy;
import io.steadykafka.failure.internal.retry.Exhaustion;
import io.steadykafka.failure.internal.retry.RetryPolicy;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Records that fail.
 *
 * @param enabled Whether listeners without an error handler of the application get one
 * that skips no record and does not hold up other partitions. Needs
 * steady.kafka.delivery.enabled.
 * @param backoff Pauses between the attempts of a failed record.
 * @param onExhausted What happens to a record after its last attempt: "block" keeps its
 * partition waiting and retries at the longest interval, "dead-letter" publishes it to
 * the dead-letter topic, "stop" stops the listener.
 * @param notRetryable Class names of exceptions that retries cannot cure, including their
 * subclasses. They add to those of Spring Kafka and Kafka for records that can't be
 * converted.
 * @param deadLetterSuffix Suffix that makes the name of a topic's dead-letter topic.
 */
public record FailureProperties(@DefaultValue("true") boolean enabled, @DefaultValue Backoff backoff,
		@DefaultValue("block") Exhaustion onExhausted, @DefaultValue List<Class<? extends Throwable>> notRetryable,
		@DefaultValue("-dlt") String deadLetterSuffix) {

	/**
	 * These values, overridden by those of one listener.
	 */
	FailureProperties with(ListenerProperties.Failure own) {
		ListenerProperties.Backoff pauses = own.backoff();
		return new FailureProperties(this.enabled, (pauses != null) ? this.backoff.with(pauses) : this.backoff,
				ListenerProperties.or(own.onExhausted(), this.onExhausted),
				ListenerProperties.or(own.notRetryable(), this.notRetryable),
				ListenerProperties.or(own.deadLetterSuffix(), this.deadLetterSuffix));
	}

	public RetryPolicy policy() {
		return new RetryPolicy(new BackOffPolicy(this.backoff.initialInterval(), this.backoff.multiplier(),
				this.backoff.maxInterval(), this.backoff.maxAttempts()), this.onExhausted, this.notRetryable,
				this.deadLetterSuffix);
	}

	void validate(String prefix) {
		this.backoff.validate(prefix + ".backoff");
		SteadyKafkaProperties.refuse(!this.deadLetterSuffix.matches("[a-zA-Z0-9._-]+"), prefix + ".dead-letter-suffix",
				this.deadLetterSuffix,
				"It must be one or more of the characters of topic names: letters, digits, '.', '_', '-'.");
	}

	/**
	 * Pauses between the attempts of a failed record.
	 *
	 * @param initialInterval Pause between the first attempt and the second. Must be
	 * positive.
	 * @param multiplier Factor by which the pause grows with each attempt. At least 1.
	 * @param maxInterval Longest pause between two attempts. At least the initial
	 * interval.
	 * @param maxAttempts How many attempts a record gets, including the first, before
	 * on-exhausted applies. At least 1.
	 */
	public record Backoff(@DefaultValue("1s") Duration initialInterval, @DefaultValue("2") double multiplier,
			@DefaultValue("30s") Duration maxInterval, @DefaultValue("10") int maxAttempts) {

		Backoff with(ListenerProperties.Backoff own) {
			return new Backoff(ListenerProperties.or(own.initialInterval(), this.initialInterval),
					ListenerProperties.or(own.multiplier(), this.multiplier),
					ListenerProperties.or(own.maxInterval(), this.maxInterval),
					ListenerProperties.or(own.maxAttempts(), this.maxAttempts));
		}

		void validate(String prefix) {
			SteadyKafkaProperties.refuse(!SteadyKafkaProperties.isPositive(this.initialInterval),
					prefix + ".initial-interval", this.initialInterval,
					"It must be longer than zero: a record that fails would be tried in a hot loop. Use for example 1s.");
			SteadyKafkaProperties.refuseTooLong(prefix + ".initial-interval", this.initialInterval);
			SteadyKafkaProperties.refuseTooLong(prefix + ".max-interval", this.maxInterval);
			SteadyKafkaProperties.refuse(!(this.multiplier >= 1 && Double.isFinite(this.multiplier)),
					prefix + ".multiplier", this.multiplier,
					"It must be a number, 1 or more, so that intervals don't become shorter. Use for example 2.");
			SteadyKafkaProperties.refuse(this.maxInterval.compareTo(this.initialInterval) < 0, prefix + ".max-interval",
					this.maxInterval, "It must not be shorter than the initial interval of " + this.initialInterval
							+ ". Use for example 30s.");
			SteadyKafkaProperties.refuse(this.maxAttempts < 1, prefix + ".max-attempts", this.maxAttempts,
					"It counts the first attempt and must be 1 or more. Use for example 10.");
		}

	}

}
