package io.steadykafka.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Health indicators.
 *
 * @param consumers Indicator kafkaConsumers.
 * @param lag Indicator kafkaLag.
 * @param rebalance Indicator kafkaRebalance.
 */
record HealthProperties(@DefaultValue Consumers consumers, @DefaultValue Lag lag, @DefaultValue Rebalance rebalance) {

	void refuseWhatCannotBe() {
		refuse("consumers", this.consumers.grace(), this.consumers.hold());
		refuse("lag", this.lag.grace(), this.lag.hold());
		refuse("rebalance", this.rebalance.grace(), this.rebalance.hold());
	}

	private static void refuse(String indicator, Duration grace, Duration hold) {
		SteadyKafkaProperties.refuse(grace.isNegative(), "health." + indicator + ".grace", grace,
				"It is a time to wait and must not be negative. Use for example 10s, or 0s for none.");
		SteadyKafkaProperties.refuse(hold.isNegative(), "health." + indicator + ".hold", hold,
				"It is a time to wait and must not be negative. Use for example 1m, or 0s for none.");
		SteadyKafkaProperties.refuseTooLong("health." + indicator + ".grace", grace);
		SteadyKafkaProperties.refuseTooLong("health." + indicator + ".hold", hold);
	}

	/**
	 * Containers.
	 *
	 * @param grace How long a listener has to be worse before its health is.
	 * @param hold How long a listener has to be better before its health is.
	 */
	record Consumers(@DefaultValue("0s") Duration grace, @DefaultValue("0s") Duration hold) {

	}

	/**
	 * Lag.
	 *
	 * @param grace How long the lag of a group has to be too much before its health is
	 * worse.
	 * @param hold How long the lag has to be well again before its health is.
	 * @param problemStatus What a problem makes of the health: "degraded", "down", which
	 * is answered with HTTP 503, or "up", which only names it.
	 */
	record Lag(@DefaultValue("25s") Duration grace, @DefaultValue("30s") Duration hold,
			@DefaultValue("degraded") ProblemStatus problemStatus) {

	}

	/**
	 * Rebalances.
	 *
	 * @param grace How long there have to be more rebalances than the threshold before
	 * health is worse.
	 * @param hold How long there have to be no more than that before health is well
	 * again.
	 * @param problemStatus What a problem makes of the health: "degraded", "down", which
	 * is answered with HTTP 503, or "up", which only names it.
	 */
	record Rebalance(@DefaultValue("10s") Duration grace, @DefaultValue("5m") Duration hold,
			@DefaultValue("degraded") ProblemStatus problemStatus) {

	}

	/**
	 * What a problem makes of the health.
	 */
	enum ProblemStatus {

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
