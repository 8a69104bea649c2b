package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;

import io.steadykafka.watchdog.internal.Watchdog;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Members that look healthy and do not consume.
 *
 * @param enabled Whether members that look healthy and do not consume are found and
 * reported. Needs steady.kafka.delivery.enabled.
 * @param restart Whether members that do not consume are restarted if that can help. Set
 * it to false to only report them.
 * @param restartsPerHour How many restarts the members of a listener get within an hour,
 * at most. At least 1.
 * @param backoff Pauses between restarts that do not help.
 * @param hungWarningRatio Share of max.poll.interval.ms after which a busy listener is
 * reported as slow. Above 0, at most 1.
 * @param joinTimeout How long a member may take to join its group before it is reported.
 * Extended to a minute above its max.poll.interval.ms, which a rebalance may take.
 * @param stuckAfter How long a partition with records may make no progress without a
 * reason, while others of its listener do, before its member is restarted. Three times
 * that if none does. Also how long a member may make no progress for any reason. At least
 * 1s.
 */
public record WatchdogProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean restart,
		@DefaultValue("20") int restartsPerHour, @DefaultValue Backoff backoff,
		@DefaultValue("0.7") double hungWarningRatio, @DefaultValue("6m") Duration joinTimeout,
		@DefaultValue("20s") Duration stuckAfter) {

	private static final Duration SHORTEST_STUCK_AFTER = Duration.ofSeconds(1);

	void validate() {
		SteadyKafkaProperties.refuse(this.restartsPerHour < 1, "watchdog.restarts-per-hour", this.restartsPerHour,
				"It is a number of restarts and must be 1 or more. Use for example 20; to have none, set "
						+ "steady.kafka.watchdog.restart=false.");
		SteadyKafkaProperties.refuse(!(this.hungWarningRatio > 0 && this.hungWarningRatio <= 1),
				"watchdog.hung-warning-ratio", this.hungWarningRatio,
				"It is a share of max.poll.interval.ms and must be above 0 and at most 1. Use for example 0.7.");
		SteadyKafkaProperties.refuse(!SteadyKafkaProperties.isPositive(this.joinTimeout), "watchdog.join-timeout",
				this.joinTimeout, "It must be longer than zero: to join takes a moment. Use for example 6m.");
		SteadyKafkaProperties.refuse(this.stuckAfter.compareTo(SHORTEST_STUCK_AFTER) < 0, "watchdog.stuck-after",
				this.stuckAfter, "It must be at least 1s: every partition pauses for a moment. Use for example 20s.");
		SteadyKafkaProperties.refuseTooLong("watchdog.join-timeout", this.joinTimeout);
		SteadyKafkaProperties.refuseTooLong("watchdog.stuck-after", this.stuckAfter);
		this.backoff.validate();
	}

	public Watchdog.Options options() {
		return new Watchdog.Options(this.restart, this.restartsPerHour, this.backoff.initialInterval(),
				this.backoff.maxInterval(), this.hungWarningRatio, this.joinTimeout, this.stuckAfter);
	}

	/**
	 * Pauses between restarts.
	 *
	 * @param initialInterval Pause after the first restart that did not help; each one
	 * after it is twice as long. Must be positive.
	 * @param maxInterval Longest pause between restarts. At least the initial interval.
	 */
	public record Backoff(@DefaultValue("1s") Duration initialInterval, @DefaultValue("1m") Duration maxInterval) {

		void validate() {
			SteadyKafkaProperties.refuse(!SteadyKafkaProperties.isPositive(this.initialInterval),
					"watchdog.backoff.initial-interval", this.initialInterval,
					"It must be longer than zero: restarts without a pause would flood the brokers. Use for example 1s.");
			SteadyKafkaProperties.refuseTooLong("watchdog.backoff.initial-interval", this.initialInterval);
			SteadyKafkaProperties.refuse(this.maxInterval.compareTo(this.initialInterval) < 0,
					"watchdog.backoff.max-interval", this.maxInterval,
					"It must not be shorter than the initial interval of " + this.initialInterval + ".");
			SteadyKafkaProperties.refuseTooLong("watchdog.backoff.max-interval", this.maxInterval);
		}

	}

}
