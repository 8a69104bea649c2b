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

	void refuseWhatCannotBe() {
		refuse("consumers", this.consumers.grace(), this.consumers.recoveryDelay());
		refuse("lag", this.lag.grace(), this.lag.recoveryDelay());
		refuse("rebalance", this.rebalance.grace(), this.rebalance.recoveryDelay());
		this.lag.refuseWhatCannotBe();
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
	 * @param grace How long a problem of a listener has to last before health tells it.
	 * @param recoveryDelay How long a problem has to be gone before health recovers.
	 */
	public record Consumers(@DefaultValue("0s") Duration grace, @DefaultValue("0s") Duration recoveryDelay) {

	}

	/**
	 * Lag.
	 *
	 * @param threshold Lag of a partition, in records, above which its health is
	 * DEGRADED. 0 or more.
	 * @param olderThan Age of a partition's next record, by its timestamp, above which
	 * its health is DEGRADED. Costs one more request a broker and sample; not looked up
	 * if not set.
	 * @param grace How long the lag of a group has to be too much before its health is
	 * worse.
	 * @param recoveryDelay How long the lag has to be well again before its health is.
	 * @param problemStatus What a problem makes of the health: "degraded", "down", which
	 * is answered with HTTP 503, or "up", which only names it.
	 */
	public record Lag(@DefaultValue("10000") long threshold, @Nullable Duration olderThan,
			@DefaultValue("25s") Duration grace, @DefaultValue("30s") Duration recoveryDelay,
			@DefaultValue("degraded") ProblemStatus problemStatus) {

		void refuseWhatCannotBe() {
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
	 * @param thresholdPerHour Rebalances of the last hour that took partitions from a
	 * listener, above which its health is DEGRADED. 0 or more.
	 * @param grace How long there have to be more rebalances than the threshold before
	 * health is worse.
	 * @param recoveryDelay How long there have to be no more than that before health is
	 * well again.
	 * @param problemStatus What a problem makes of the health: "degraded", "down", which
	 * is answered with HTTP 503, or "up", which only names it.
	 */
	public record Rebalance(@DefaultValue("5") int thresholdPerHour, @DefaultValue("10s") Duration grace,
			@DefaultValue("5m") Duration recoveryDelay, @DefaultValue("degraded") ProblemStatus problemStatus) {

	}

	/**
	 * What a problem makes of the health.
	 */
	public enum ProblemStatus {

		/**
		 * Somebody should look.
		 */
		DEGRADED,

		/**
		 * Out of service.
		 */
		DOWN,

		/**
		 * Nothing; it is named.
		 */
		UP

	}

}
