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
 * @param enabled Whether listeners without an error handler of the application's get one
 * that neither skips a record nor holds up other partitions. Needs
 * steady.kafka.delivery.enabled.
 * @param backoff How long a failed record waits.
 * @param onExhausted What happens to a record after its last attempt: "block" makes its
 * partition wait while it is tried again at the longest interval, "dead-letter" publishes
 * it to the dead-letter topic, "stop" stops the listener.
 * @param notRetryable Exceptions that no attempt can cure, with their subclasses: names
 * of classes, beside those of Spring Kafka and Kafka for records that can't be converted.
 * @param deadLetterSuffix What the name of a topic's dead-letter topic ends with.
 */
public record FailureProperties(@DefaultValue("true") boolean enabled, @DefaultValue Backoff backoff,
		@DefaultValue("block") Exhaustion onExhausted, @DefaultValue List<Class<? extends Throwable>> notRetryable,
		@DefaultValue("-dlt") String deadLetterSuffix) {

	/**
	 * What holds for one listener.
	 * @param own what is set for that listener
	 * @return its values, and these where it has none
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

	void refuseWhatCannotBe(String prefix) {
		this.backoff.refuseWhatCannotBe(prefix + ".backoff");
		SteadyKafkaProperties.refuse(!this.deadLetterSuffix.matches("[a-zA-Z0-9._-]+"), prefix + ".dead-letter-suffix",
				this.deadLetterSuffix,
				"It must be one or more of the characters of topic names: letters, digits, '.', '_', '-'.");
	}

	/**
	 * How long a failed record waits.
	 *
	 * @param initialInterval Time between the first attempt and the second. Must be
	 * positive.
	 * @param multiplier By how much the time grows from attempt to attempt. 1 or more.
	 * @param maxInterval Longest time between two attempts. At least the initial
	 * interval.
	 * @param maxAttempts How often a record is tried before it counts as exhausted. 1 or
	 * more.
	 */
	public record Backoff(@DefaultValue("1s") Duration initialInterval, @DefaultValue("2") double multiplier,
			@DefaultValue("30s") Duration maxInterval, @DefaultValue("10") int maxAttempts) {

		Backoff with(ListenerProperties.Backoff own) {
			return new Backoff(ListenerProperties.or(own.initialInterval(), this.initialInterval),
					ListenerProperties.or(own.multiplier(), this.multiplier),
					ListenerProperties.or(own.maxInterval(), this.maxInterval),
					ListenerProperties.or(own.maxAttempts(), this.maxAttempts));
		}

		void refuseWhatCannotBe(String prefix) {
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
