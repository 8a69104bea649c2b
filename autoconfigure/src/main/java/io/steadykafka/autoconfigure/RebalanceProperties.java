package io.steadykafka.autoconfigure;

import java.util.Optional;

import io.steadykafka.commit.Departure;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Members of groups, and their rebalances.
 *
 * @param enabled Whether rebalances are counted.
 * @param thresholdPerHour Rebalances of the last hour that took partitions from a
 * listener, above which its health is DEGRADED. 0 or more.
 * @param staticMembership Whether members have a group.instance.id, by which the broker
 * knows them again after a crash: "auto" under Kubernetes and where an instance-id is
 * given.
 * @param instanceId Name of this instance of the application, another one for each and
 * the same after a restart, for example ${HOSTNAME}. Under Kubernetes the pod's name by
 * default.
 * @param onStop What static members do when they stop in good order: "leave" gives their
 * partitions to the others at once, "stay-for-restart" lets them wait for the session
 * timeout.
 */
record RebalanceProperties(@DefaultValue("true") boolean enabled, @DefaultValue("5") int thresholdPerHour,
		@DefaultValue("auto") StaticMembership staticMembership, @Nullable String instanceId,
		@DefaultValue("leave") Departure onStop) {

	private static final String POD_NAME = "HOSTNAME";

	void refuseWhatCannotBe() {
		SteadyKafkaProperties.refuse(this.thresholdPerHour < 0, "rebalance.threshold-per-hour", this.thresholdPerHour,
				"It is a number of rebalances and must be 0 or more. Use for example 5.");
	}

	/**
	 * The name of this instance, if its members are to be static.
	 * @param environment tells the platform
	 * @return the name
	 */
	Optional<String> instance(Environment environment) {
		if (this.staticMembership == StaticMembership.OFF) {
			return Optional.empty();
		}
		Optional<String> instance = Optional.ofNullable(this.instanceId)
			.filter(StringUtils::hasText)
			.map(String::strip)
			.or(() -> podName(environment));
		SteadyKafkaProperties.refuse(instance.isEmpty() && this.staticMembership == StaticMembership.ON,
				"rebalance.static-membership", "on",
				"There is no name of this instance that would be the same after a restart. Set "
						+ "steady.kafka.rebalance.instance-id, for example to ${HOSTNAME}.");
		return instance;
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
		 * If the instance has a name that is the same after a restart.
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
