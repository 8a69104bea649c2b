package io.steadykafka.health.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.health.KafkaStatus;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerState;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance.Kind;
import io.steadykafka.rebalance.internal.Disturbance;
import io.steadykafka.rebalance.internal.RebalanceLog;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether rebalances take partitions from a listener more often than they should, and
 * why. No broker is asked: the listeners' own callbacks are recorded.
 * <p>
 * DEGRADED: more rebalances of the last hour took partitions away than the threshold
 * allows, its own start and stop left out. What it is then can be changed to DOWN or UP.
 * UNKNOWN: a listener that runs has not joined its group yet.
 */
public final class KafkaRebalanceHealthIndicator extends ContainedHealthIndicator {

	private final ListenerContainers containers;

	private final ContainerStates states;

	private final OwnedPartitions owned;

	private final RebalanceLog rebalances;

	private final StormRule rule;

	private final Status storm;

	private final Clock clock;

	/**
	 * Create an indicator.
	 * @param thresholdPerHour rebalances an hour above which it is a problem; 0 or more
	 * @param options when it says that something is wrong, and how
	 */
	public KafkaRebalanceHealthIndicator(ListenerContainers containers, ContainerStates states, OwnedPartitions owned,
			RebalanceLog rebalances, int thresholdPerHour, HealthOptions options, Clock clock,
			Containment containment) {
		super("Kafka rebalance", containment);
		this.containers = containers;
		this.states = states;
		this.owned = owned;
		this.rebalances = rebalances;
		this.rule = new StormRule(thresholdPerHour, options.grace(), options.recoveryDelay());
		this.storm = options.problem();
		this.clock = clock;
	}

	@Override
	void describe(Health.Builder builder) {
		Instant now = this.clock.instant();
		Map<String, Object> listeners = new LinkedHashMap<>();
		List<Status> statuses = new ArrayList<>();
		this.containers.all().stream().filter(ListenerContainer::isSubscribed).forEach((listener) -> {
			List<Disturbance> disturbances = this.rebalances.disturbances(listener);
			Status status = status(listener, disturbances, now);
			statuses.add(status);
			listeners.put(listener.id(), details(listener, disturbances, status, now));
		});
		builder.status(KafkaStatus.worst(statuses))
			.withDetail("thresholdPerHour", this.rule.perHour())
			.withDetail("listeners", listeners);
	}

	private Status status(ListenerContainer listener, List<Disturbance> disturbances, Instant now) {
		if (this.rule.isStorm(times(disturbances), now)) {
			return this.storm;
		}
		boolean runs = this.states.of(listener).kind() == ContainerState.Kind.RUNNING;
		return (runs && !this.owned.everAssigned(listener)) ? Status.UNKNOWN : Status.UP;
	}

	private Map<String, Object> details(ListenerContainer listener, List<Disturbance> disturbances, Status status,
			Instant now) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", status.getCode());
		Instant since = this.rule.weather(times(disturbances), now).since();
		if (since != null && !status.equals(Status.UNKNOWN)) {
			details.put("since", since.toString());
		}
		details.put("group", listener.group());
		details.put("reason", reason(disturbances, status, now));
		remedy(disturbances, status, now).ifPresent((remedy) -> details.put("remedy", remedy));
		details.put("lastHour", StormRule.inWindow(times(disturbances), now));
		details.put("assigned", this.rebalances.count(listener, Kind.ASSIGNED));
		details.put("revoked", this.rebalances.count(listener, Kind.REVOKED));
		details.put("lost", this.rebalances.count(listener, Kind.LOST));
		details.put("last",
				this.rebalances.last(listener).map((last) -> last.end() + " " + last.describe()).orElse("none yet"));
		return details;
	}

	private String reason(List<Disturbance> disturbances, Status status, Instant now) {
		if (status.equals(Status.UNKNOWN)) {
			return "has not joined its group yet: the broker may be away";
		}
		long lastHour = StormRule.inWindow(times(disturbances), now);
		String count = lastHour + ((lastHour == 1) ? " rebalance" : " rebalances")
				+ " of the last hour took partitions away";
		boolean tooMany = lastHour > this.rule.perHour();
		if (!this.rule.isStorm(times(disturbances), now)) {
			return (tooMany) ? count + ", more than " + this.rule.perHour() + ", but not for "
					+ this.rule.grace().toSeconds() + " s yet" : count;
		}
		if (!tooMany) {
			return count + ", no more than " + this.rule.perHour() + ", but not for "
					+ this.rule.recoveryDelay().toSeconds() + " s yet";
		}
		return count + ", more than " + this.rule.perHour() + "; " + dominant(disturbances, now);
	}

	private Optional<String> remedy(List<Disturbance> disturbances, Status status, Instant now) {
		if (status.equals(Status.UNKNOWN)) {
			return Optional.of("Look whether the brokers can be reached: spring.kafka.bootstrap-servers");
		}
		boolean tooMany = StormRule.inWindow(times(disturbances), now) > this.rule.perHour();
		return (tooMany) ? Optional.of(dominantCause(disturbances, now).remedy()) : Optional.empty();
	}

	private static String dominant(List<Disturbance> disturbances, Instant now) {
		Cause dominant = dominantCause(disturbances, now);
		return causes(disturbances, now).getOrDefault(dominant, 0) + " of them because: " + dominant.words();
	}

	private static Cause dominantCause(List<Disturbance> disturbances, Instant now) {
		Map<Cause, Integer> causes = causes(disturbances, now);
		return Arrays.stream(Cause.values())
			.max(Comparator.comparingInt((cause) -> causes.getOrDefault(cause, 0)))
			.orElseThrow();
	}

	private static Map<Cause, Integer> causes(List<Disturbance> disturbances, Instant now) {
		Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
		disturbances.stream()
			.filter((disturbance) -> StormRule.inWindow(List.of(disturbance.when()), now) > 0)
			.forEach((disturbance) -> causes.merge(disturbance.cause(), 1, Integer::sum));
		return causes;
	}

	private static List<Instant> times(List<Disturbance> disturbances) {
		return disturbances.stream().map(Disturbance::when).toList();
	}

}
