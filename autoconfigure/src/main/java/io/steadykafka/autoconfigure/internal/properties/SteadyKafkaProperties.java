package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.steadykafka.lint.internal.Lint;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Properties of the starter.
 *
 * @param enabled Whether Steady Kafka is active. Set it to false to run as without the
 * dependency.
 * @param defaults Safe defaults of consumers.
 * @param report Startup report.
 * @param delivery What is delivered to listeners between two commits.
 * @param failure Records that fail.
 * @param lag Lag sampling.
 * @param membership How members join, stay in and leave their groups.
 * @param rebalance Rebalances.
 * @param watchdog Members that look healthy and do not consume.
 * @param health Health indicators.
 * @param metrics Meters.
 * @param lint Settings of a listener that contradict each other.
 * @param operations Operations while the application runs.
 * @param listeners Settings of single listeners, by listener id.
 */
@ConfigurationProperties("steady.kafka")
public record SteadyKafkaProperties(@DefaultValue("true") boolean enabled, @DefaultValue Defaults defaults,
		@DefaultValue Report report, @DefaultValue @NestedConfigurationProperty DeliveryProperties delivery,
		@DefaultValue @NestedConfigurationProperty FailureProperties failure,
		@DefaultValue @NestedConfigurationProperty LagProperties lag,
		@DefaultValue @NestedConfigurationProperty MembershipProperties membership, @DefaultValue Rebalance rebalance,
		@DefaultValue @NestedConfigurationProperty WatchdogProperties watchdog,
		@DefaultValue @NestedConfigurationProperty HealthProperties health,
		@DefaultValue @NestedConfigurationProperty MetricsProperties metrics, @DefaultValue LintProperties lint,
		@DefaultValue @NestedConfigurationProperty OperationsProperties operations,
		@DefaultValue Map<String, ListenerProperties> listeners) {

	private static final Duration LONGEST = Duration.ofDays(3650);

	private static final Duration LONGEST_OF_KAFKA = Duration.ofDays(24);

	/**
	 * Refuse values that cannot be. Not in the constructors: the failure report of the
	 * binder would hide the property's value and where it is from.
	 * @throws InvalidConfigurationPropertyValueException for the first such value
	 */
	public void validate() {
		this.defaults.validate();
		this.delivery.validate("delivery");
		this.failure.validate("failure");
		this.lag.validate();
		this.membership.validate();
		this.watchdog.validate();
		this.health.validate();
		this.metrics.validate();
		this.operations.validate();
		this.listeners.forEach((id, own) -> {
			if (own.delivery() != null) {
				this.delivery.with(own.delivery()).validate("listeners." + id + ".delivery");
			}
			if (own.failure() != null) {
				this.failure.with(own.failure()).validate("listeners." + id + ".failure");
			}
		});
	}

	public static void refuse(boolean wrong, String key, @Nullable Object value, String reason) {
		if (wrong) {
			throw new InvalidConfigurationPropertyValueException("steady.kafka." + key, value, reason);
		}
	}

	/**
	 * Refuse a time with which calculations would overflow.
	 */
	static void refuseTooLong(String key, @Nullable Duration value) {
		refuse(value != null && value.compareTo(LONGEST) > 0, key, value,
				"It must be at most 3650d: nobody waits for longer, and sums of longer times overflow.");
	}

	/**
	 * Refuse a time that Kafka's clients can't represent: milliseconds of 31 bits.
	 */
	static void refuseTooLongForKafka(String key, @Nullable Duration value) {
		refuse(value != null && value.compareTo(LONGEST_OF_KAFKA) > 0, key, value,
				"It must be at most 24d: Kafka's settings have no longer times.");
	}

	static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

	/**
	 * Safe defaults.
	 *
	 * @param enabled Whether listeners get safe consumer settings where the application
	 * set none: no auto-commit, "earliest" for partitions without an offset,
	 * "read_committed", and no automatic creation of topics.
	 * @param authExceptionRetryInterval How long a listener waits after a failed
	 * authentication or authorization before it retries, instead of stopping forever.
	 * Must be positive.
	 * @param stopContainerWhenFenced Whether a listener stops when its transactional
	 * producer is fenced. Otherwise it skips the records of the failed transaction.
	 */
	public record Defaults(@DefaultValue("true") boolean enabled,
			@DefaultValue("10s") Duration authExceptionRetryInterval,
			@DefaultValue("true") boolean stopContainerWhenFenced) {

		public void validate() {
			refuse(!isPositive(this.authExceptionRetryInterval), "defaults.auth-exception-retry-interval",
					this.authExceptionRetryInterval, "It must be longer than zero: a retry without a pause would flood "
							+ "the brokers. Use for example 10s.");
			refuseTooLong("defaults.auth-exception-retry-interval", this.authExceptionRetryInterval);
		}

	}

	/**
	 * Startup report.
	 *
	 * @param enabled Whether the startup log lists the settings in effect for each
	 * listener and who chose them.
	 */
	public record Report(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Rebalances.
	 *
	 * @param enabled Whether rebalances are recorded, counted and logged with their
	 * cause, and PartitionsListeners are called.
	 */
	public record Rebalance(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Settings of a listener that contradict each other.
	 *
	 * @param mode What to do at startup about settings of a listener that contradict each
	 * other: "warn" logs them and refuses only those that cannot work, "fail" refuses
	 * all, "off" does not check.
	 * @param allowed Names of findings to accept, for example "auto-commit". The log
	 * names each finding.
	 */
	public record LintProperties(@DefaultValue("warn") Lint.Mode mode, @DefaultValue Set<String> allowed) {

	}

}
