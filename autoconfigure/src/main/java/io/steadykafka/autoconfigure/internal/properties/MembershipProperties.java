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
 * for consumer where the brokers have it and the group has no classic members. A
 * group.protocol of the application's wins. Needs steady.kafka.defaults.enabled.
 * @param assignor Assignors of the classic protocol, the preferred one first:
 * "cooperative-sticky", "sticky", "range", "round-robin", or names of classes. With the
 * consumer protocol, the equivalent broker-side assignor is requested. Empty leaves it to
 * Kafka. A partition.assignment.strategy of the application's wins. Needs
 * steady.kafka.defaults.enabled.
 * @param heartbeatInterval Time between two heartbeats of the classic protocol, by which
 * members learn of rebalances. At least 100ms. A heartbeat.interval.ms of the
 * application's wins.
 * @param sessionTimeout Session timeout of the classic protocol, Kafka's default if not
 * set: how long the partitions of a member that crashed wait. At least three heartbeats,
 * and within what the brokers allow. A session.timeout.ms of the application's wins.
 * @param inspectionTimeout How long the start waits for the brokers of a cluster to
 * describe its groups, from which protocol and assignors are chosen. 0 to not ask them.
 * @param staticMembership Whether members have a group.instance.id, by which the broker
 * knows them again after a crash: "auto" under Kubernetes and where an instance-id is
 * given. Needs steady.kafka.defaults.enabled.
 * @param instanceId Name of this instance of the application, another one for each and
 * the same after a restart, for example ${HOSTNAME}. Under Kubernetes the pod's name and
 * namespace by default.
 * @param fencePreviousInstance Whether members that a crash of this instance left in a
 * group of the consumer protocol are removed when it starts: "auto" under Kubernetes,
 * where the instance has the name of its pod and no other one can have it.
 * @param onStop What static members do on a clean stop: "leave" gives their partitions to
 * the others at once, "stay-for-restart" lets them wait for the session timeout. Needs
 * steady.kafka.delivery.enabled.
 */
public record MembershipProperties(@DefaultValue("classic") Protocol protocol,
		@DefaultValue("cooperative-sticky") List<String> assignor, @DefaultValue("300ms") Duration heartbeatInterval,
		@Nullable Duration sessionTimeout, @DefaultValue("3s") Duration inspectionTimeout,
		@DefaultValue("auto") Choice staticMembership, @Nullable String instanceId,
		@DefaultValue("auto") Choice fencePreviousInstance, @DefaultValue("leave") LeavePolicy onStop) {

	private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(100);

	void refuseWhatCannotBe() {
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
				this.inspectionTimeout, "It must be 0, to not look at groups, or longer. Use for example 3s.");
		// Spring Boot leaves a placeholder as it is that nothing is known for: all
		// instances would have that name, and fence each other.
		SteadyKafkaProperties.refuse(this.instanceId != null && this.instanceId.contains("${"),
				"membership.instance-id", this.instanceId,
				"There is no value for its placeholder. Set that, for example export HOSTNAME, or name the instance.");
	}

	/**
	 * What members are to join with.
	 * @param enabled whether the starter may set anything
	 * @param restarts whether members of a listener are started again that were refused
	 * @param environment tells the platform
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
		 * Where it is right.
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
