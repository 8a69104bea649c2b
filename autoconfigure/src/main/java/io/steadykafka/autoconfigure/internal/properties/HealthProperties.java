package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Health indicators.
 *
 * @param consumers Indicator kafkaConsumers.
 * @param lag Indicator kafkaLag.
 * @param rebalance Indicator kafkaRebalance.
 */
public record HealthProperties(@DefaultValue Consumers consumers, @DefaultValue Lag lag,
		@DefaultValue Rebalance rebalance) {

	void validate() {
		refuse("consumers", this.consumers.grace(), this.consumers.recoveryDelay());
		refuse("lag", this.lag.grace(), this.lag.recoveryDelay());
		refuse("rebalance", this.rebalance.grace(), this.rebalance.recoveryDelay());
		this.lag.validate();
		SteadyKafkaProperties.refuse(this.rebalance.thresholdPerHour() < 0, "health.rebalance.threshold-per-hour",
				this.rebalance.thresholdPerHour(),
				"It is a number of rebalances and must be 0 or more. Use for example 5.");
	}

	private static void refuse(String indicator, Duration grace, Duration recoveryDelay) {
		SteadyKafkaProperties.refuse(grace.isNegative(), "health." + indicator + ".grace", grace,
				"It is a time to wait and must not be negative. Use for example 10s, or 0s for none.");
		SteadyKafkaProperties.refuse(recoveryDelay.isNegative(), "health." + indicator + ".recovery-delay",
				recoveryDelay, "It is a time to wait and must not be negative. Use for example 1m, or 0s for none.");
		SteadyKafkaProperties.refuseTooLong("health." + indicator + ".grace", grace);
		SteadyKafkaProperties.refuseTooLong("health." + indicator + ".recovery-delay", recoveryDelay);
	}

	/**
	 * Containers.
	 *
	 * @param grace How long a problem of a listener must last before health reports it.
	 * @param recoveryDelay How long a problem must be gone before health recovers.
	 */
	public record Consumers(@DefaultValue("0s") Duration grace, @DefaultValue("0s") Duration recoveryDelay) {

	}

	/**
	 * Lag.
	 *
	 * @param threshold Lag of a partition, in records, above which health is DEGRADED. At
	 * least 0. Set it above the lag of normal peaks.
	 * @param olderThan Age of a partition's next record, by its timestamp, above which
	 * health is DEGRADED. Off if not set. Costs one more request for each broker and
	 * sample.
	 * @param grace How long the lag of a group must be too high before health reports it.
	 * Raise it if short peaks raise alarms.
	 * @param recoveryDelay How long the lag must be normal again before health recovers.
	 * @param problemStatus Status that a problem causes: "degraded", "down", which is
	 * answered with HTTP 503, or "up", which only names the problem.
	 */
	public record Lag(@DefaultValue("10000") long threshold, @Nullable Duration olderThan,
			@DefaultValue("25s") Duration grace, @DefaultValue("30s") Duration recoveryDelay,
			@DefaultValue("degraded") ProblemStatus problemStatus) {

		void validate() {
			SteadyKafkaProperties.refuse(this.threshold < 0, "health.lag.threshold", this.threshold,
					"It is a number of records and must be 0 or more. Use for example 10000.");
			SteadyKafkaProperties.refuse(this.olderThan != null && !SteadyKafkaProperties.isPositive(this.olderThan),
					"health.lag.older-than", this.olderThan,
					"It is an age and must be longer than zero. Use for example 5m.");
			SteadyKafkaProperties.refuseTooLong("health.lag.older-than", this.olderThan);
		}

	}

	/**
	 * Rebalances.
	 *
	 * @param thresholdPerHour How many rebalances of the last hour may take partitions
	 * from a listener before health is DEGRADED. At least 0.
	 * @param grace How long there must be more rebalances than the threshold before
	 * health reports it.
	 * @param recoveryDelay How long there must be no more than the threshold before
	 * health recovers.
	 * @param problemStatus Status that a problem causes: "degraded", "down", which is
	 * answered with HTTP 503, or "up", which only names the problem.
	 */
	public record Rebalance(@DefaultValue("5") int thresholdPerHour, @DefaultValue("10s") Duration grace,
			@DefaultValue("5m") Duration recoveryDelay, @DefaultValue("degraded") ProblemStatus problemStatus) {

	}

	/**
	 * The status that a problem causes.
	 */
	public enum ProblemStatus {

		/**
		 * Needs attention.
		 */
		DEGRADED,

		/**
		 * Out of service.
		 */
		DOWN,

		/**
		 * Healthy; details name the problem.
		 */
		UP

	}

}
