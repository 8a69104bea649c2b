package io.steadykafka.autoconfigure;

import java.time.Duration;
import java.util.Optional;

import io.steadykafka.commit.Departure;
import io.steadykafka.settings.SafeDefaults;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Members of groups, and their rebalances.
 *
 * @param enabled Whether a record of rebalances is kept.
 * @param thresholdPerHour Rebalances of the last hour that took partitions from a
 * listener, above which its health is DEGRADED. 0 or more.
 * @param staticMembership Whether members have a group.instance.id, by which the broker
 * knows them again after a crash: "auto" under Kubernetes and where an instance-id is
 * given, with the classic protocol; "on" with both. Needs steady.kafka.defaults.enabled.
 * @param instanceId Name of this instance of the application, another one for each and
 * the same after a restart, for example ${HOSTNAME}. Under Kubernetes the pod's name by
 * default.
 * @param onStop What static members do when they stop in good order: "leave" gives their
 * partitions to the others at once, "stay-for-restart" lets them wait for the session
 * timeout. Needs steady.kafka.commit.enabled.
 * @param healthGrace How long there have to be more rebalances than the threshold before
 * health is DEGRADED.
 * @param healthHold How long there have to be no more than that before health is UP
 * again.
 */
record RebalanceProperties(@DefaultValue("true") boolean enabled, @DefaultValue("5") int thresholdPerHour,
		@DefaultValue("auto") StaticMembership staticMembership, @Nullable String instanceId,
		@DefaultValue("leave") Departure onStop, @DefaultValue("10s") Duration healthGrace,
		@DefaultValue("5m") Duration healthHold) {

	private static final String POD_NAME = "HOSTNAME";

	void refuseWhatCannotBe() {
		SteadyKafkaProperties.refuse(this.thresholdPerHour < 0, "rebalance.threshold-per-hour", this.thresholdPerHour,
				"It is a number of rebalances and must be 0 or more. Use for example 5.");
		SteadyKafkaProperties.refuse(this.healthGrace.isNegative(), "rebalance.health-grace", this.healthGrace,
				"It is a time to wait and must not be negative. Use for example 10s, or 0s for none.");
		SteadyKafkaProperties.refuse(this.healthHold.isNegative(), "rebalance.health-hold", this.healthHold,
				"It is a time to wait and must not be negative. Use for example 5m, or 0s for none.");
		// Spring Boot leaves a placeholder as it is that nothing is known for: all
		// instances would have that name, and fence each other.
		SteadyKafkaProperties.refuse(this.instanceId != null && this.instanceId.contains("${"), "rebalance.instance-id",
				this.instanceId,
				"There is no value for its placeholder. Set that, for example export HOSTNAME, or name the instance.");
	}

	/**
	 * This instance, if its members are to be static.
	 * @param environment tells the platform
	 * @return the instance
	 */
	Optional<SafeDefaults.Instance> instance(Environment environment) {
		if (this.staticMembership == StaticMembership.OFF) {
			return Optional.empty();
		}
		Optional<String> name = Optional.ofNullable(this.instanceId)
			.filter(StringUtils::hasText)
			.map(String::strip)
			.or(() -> podName(environment));
		SteadyKafkaProperties.refuse(name.isEmpty() && this.staticMembership == StaticMembership.ON,
				"rebalance.static-membership", "on",
				"There is no name of this instance that would be the same after a restart. Set "
						+ "steady.kafka.rebalance.instance-id, for example to ${HOSTNAME}.");
		return name.map((given) -> new SafeDefaults.Instance(given, this.staticMembership == StaticMembership.ON));
	}

	private static Optional<String> podName(Environment environment) {
		return (CloudPlatform.KUBERNETES.isActive(environment))
				? Optional.ofNullable(environment.getProperty(POD_NAME)).filter(StringUtils::hasText)
				: Optional.empty();
	}

	/**
	 * Whether members are static.
	 */
	enum StaticMembership {

		/**
		 * With the classic protocol, if the instance has a name that is the same after a
		 * restart.
		 */
		AUTO,

		/**
		 * Always.
		 */
		ON,

		/**
		 * Only where the application set a {@code group.instance.id} itself.
		 */
		OFF

	}

}
