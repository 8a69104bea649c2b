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
 * @param enabled Whether Steady Kafka does anything at all.
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
 * @param lint Settings of listeners that fight each other.
 * @param listeners Settings of single listeners, by their id.
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
		@DefaultValue Map<String, ListenerProperties> listeners) {

	private static final Duration LONGEST = Duration.ofDays(3650);

	private static final Duration LONGEST_OF_KAFKA = Duration.ofDays(24);

	/**
	 * Refuse values that cannot be. Not in the constructors: the failure report of the
	 * binder would hide the property's value and where it is from.
	 * @throws InvalidConfigurationPropertyValueException for the first such value
	 */
	public void refuseWhatCannotBe() {
		this.defaults.refuseWhatCannotBe();
		this.delivery.refuseWhatCannotBe("delivery");
		this.failure.refuseWhatCannotBe("failure");
		this.lag.refuseWhatCannotBe();
		this.membership.refuseWhatCannotBe();
		this.watchdog.refuseWhatCannotBe();
		this.health.refuseWhatCannotBe();
		this.metrics.refuseWhatCannotBe();
		this.listeners.forEach((id, own) -> {
			if (own.delivery() != null) {
				this.delivery.with(own.delivery()).refuseWhatCannotBe("listeners." + id + ".delivery");
			}
			if (own.failure() != null) {
				this.failure.with(own.failure()).refuseWhatCannotBe("listeners." + id + ".failure");
			}
		});
	}

	public static void refuse(boolean wrong, String key, @Nullable Object value, String reason) {
		if (wrong) {
			throw new InvalidConfigurationPropertyValueException("steady.kafka." + key, value, reason);
		}
	}

	/**
	 * Refuse a time that is so long that reckoning with it overflows.
	 */
	static void refuseTooLong(String key, @Nullable Duration value) {
		refuse(value != null && value.compareTo(LONGEST) > 0, key, value,
				"It must be at most 3650d: nobody waits for longer, and sums of longer times overflow.");
	}

	/**
	 * Refuse a time that Kafka can't keep: its clients know milliseconds of 31 bits.
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
	 * set none.
	 * @param authExceptionRetryInterval How long a listener waits after a failed
	 * authentication or authorization before it tries again, instead of stopping forever.
	 * Must be positive.
	 * @param stopContainerWhenFenced Whether a listener stops when its transactional
	 * producer was fenced, instead of skipping the records of the failed transaction.
	 */
	public record Defaults(@DefaultValue("true") boolean enabled,
			@DefaultValue("10s") Duration authExceptionRetryInterval,
			@DefaultValue("true") boolean stopContainerWhenFenced) {

		public void refuseWhatCannotBe() {
			refuse(!isPositive(this.authExceptionRetryInterval), "defaults.auth-exception-retry-interval",
					this.authExceptionRetryInterval, "It must be longer than zero: a retry without a pause would flood "
							+ "the brokers. Use for example 10s.");
			refuseTooLong("defaults.auth-exception-retry-interval", this.authExceptionRetryInterval);
		}

	}

	/**
	 * Startup report.
	 *
	 * @param enabled Whether the settings of each listener and their origins are logged
	 * when it starts.
	 */
	public record Report(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Rebalances.
	 *
	 * @param enabled Whether rebalances are recorded and logged with their cause, and
	 * PartitionsListeners are called.
	 */
	public record Rebalance(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Settings of listeners that fight each other.
	 *
	 * @param mode What to do with settings of a listener that conflict: "warn" refuses
	 * only what can't work, "fail" refuses all, "off" does not look for any.
	 * @param allowed Names of findings that are known and accepted, for example
	 * "auto-commit".
	 */
	public record LintProperties(@DefaultValue("warn") Lint.Mode mode, @DefaultValue Set<String> allowed) {

	}

}
