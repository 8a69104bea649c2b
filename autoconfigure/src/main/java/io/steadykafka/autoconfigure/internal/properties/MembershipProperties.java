package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.steadykafka.delivery.internal.session.LeavePolicy;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.membership.internal.Membership;
import io.steadykafka.membership.internal.Protocol;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * How members join, stay in and leave their groups.
 *
 * @param protocol Group protocol of members: "classic", "consumer" (KIP-848), or "auto"
 * for consumer if the brokers support it and the group has no classic members. The
 * application's group.protocol wins. Needs steady.kafka.defaults.enabled.
 * @param assignor Assignors of the classic protocol, the preferred one first:
 * "cooperative-sticky", "sticky", "range", "round-robin", or class names. With the
 * consumer protocol, the equivalent broker-side assignor is requested. Empty leaves the
 * choice to Kafka. The application's partition.assignment.strategy wins. Needs
 * steady.kafka.defaults.enabled.
 * @param heartbeatInterval Heartbeat interval of the classic protocol. Members learn of
 * rebalances by heartbeat, so a shorter interval makes rebalances shorter. At least
 * 100ms. The application's heartbeat.interval.ms wins.
 * @param sessionTimeout Session timeout of the classic protocol: how long the partitions
 * of a crashed member wait. Kafka's default if not set. At least three heartbeats, and
 * within the limits of the brokers. The application's session.timeout.ms wins.
 * @param inspectionTimeout How long startup waits for the brokers of a cluster to
 * describe its groups, from which protocol and assignors are chosen. Raise it for slow
 * brokers; 0 does not ask them.
 * @param staticMembership Whether members are static: by their group.instance.id the
 * broker recognizes them after a restart. "auto" does so under Kubernetes and if an
 * instance-id is set. Needs steady.kafka.defaults.enabled.
 * @param instanceId Name of this instance of the application: unique among its instances
 * and the same after a restart, for example ${HOSTNAME}. Under Kubernetes the pod's name
 * and namespace by default.
 * @param fencePreviousInstance Whether members that a crash of this instance left in a
 * group of the consumer protocol are removed at startup. "auto" does so under Kubernetes
 * if the instance is named after its pod, because no other instance can have that name.
 * @param onStop What static members do on a clean stop: "leave" gives their partitions to
 * the others at once, "stay-for-restart" lets them wait until the session timeout. Needs
 * steady.kafka.delivery.enabled.
 */
public record MembershipProperties(@DefaultValue("classic") Protocol protocol,
		@DefaultValue("cooperative-sticky") List<String> assignor, @DefaultValue("300ms") Duration heartbeatInterval,
		@Nullable Duration sessionTimeout, @DefaultValue("3s") Duration inspectionTimeout,
		@DefaultValue("auto") Choice staticMembership, @Nullable String instanceId,
		@DefaultValue("auto") Choice fencePreviousInstance, @DefaultValue("leave") LeavePolicy onStop) {

	private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(100);

	void validate() {
		SteadyKafkaProperties.refuse(this.heartbeatInterval.compareTo(SHORTEST_HEARTBEAT) < 0,
				"membership.heartbeat-interval", this.heartbeatInterval,
				"It must be at least 100ms, to spare the brokers. Use for example 300ms.");
		SteadyKafkaProperties.refuseTooLongForKafka("membership.heartbeat-interval", this.heartbeatInterval);
		SteadyKafkaProperties.refuseTooLongForKafka("membership.session-timeout", this.sessionTimeout);
		SteadyKafkaProperties.refuseTooLongForKafka("membership.inspection-timeout", this.inspectionTimeout);
		SteadyKafkaProperties.refuse(
				this.sessionTimeout != null
						&& this.sessionTimeout.compareTo(this.heartbeatInterval.multipliedBy(3)) < 0,
				"membership.session-timeout", this.sessionTimeout,
				"It must be at least three times steady.kafka.membership.heartbeat-interval. Use for example 45s.");
		SteadyKafkaProperties.refuse(this.inspectionTimeout.isNegative(), "membership.inspection-timeout",
				this.inspectionTimeout, "It must be 0, to not inspect groups, or longer. Use for example 3s.");
		// Spring Boot leaves an unresolved placeholder as it is: all instances would have
		// that name and fence each other.
		SteadyKafkaProperties.refuse(this.instanceId != null && this.instanceId.contains("${"),
				"membership.instance-id", this.instanceId,
				"There is no value for its placeholder. Set that, for example export HOSTNAME, or name the instance.");
	}

	/**
	 * How members should join.
	 * @param enabled whether the starter may set anything
	 * @param restarts listeners whose members are restarted if they are refused
	 */
	public Membership.Options options(boolean enabled, Predicate<ListenerContainer> restarts, Environment environment) {
		return new Membership.Options(enabled, this.protocol,
				this.assignor.stream().filter(StringUtils::hasText).map(AssignorNames::classOf).toList(),
				this.heartbeatInterval, Optional.ofNullable(this.sessionTimeout), this.inspectionTimeout, restarts,
				new InstanceName(this.instanceId, environment).instance(this.staticMembership,
						this.fencePreviousInstance));
	}

	/**
	 * A choice that can be left to the starter.
	 */
	enum Choice {

		/**
		 * Where it is safe.
		 */
		AUTO,

		/**
		 * Always.
		 */
		ON,

		/**
		 * Never.
		 */
		OFF

	}

}
