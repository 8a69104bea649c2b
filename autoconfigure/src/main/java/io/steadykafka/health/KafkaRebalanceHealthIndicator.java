package io.steadykafka.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.listener.ContainerState;
import io.steadykafka.listener.ContainerStates;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.ListenerContainers;
import io.steadykafka.listener.OwnedPartitions;
import io.steadykafka.rebalance.RebalanceCounts;
import io.steadykafka.rebalance.Rebalances;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether rebalances take partitions from a listener more often than they should. No
 * broker is asked: the listeners' own callbacks are counted.
 * <p>
 * DEGRADED: more rebalances of the last hour took partitions away than the threshold
 * allows. UNKNOWN: a listener that runs has not joined its group yet. Never DOWN.
 */
public final class KafkaRebalanceHealthIndicator extends AbstractHealthIndicator {

	private final ListenerContainers containers;

	private final ContainerStates states;

	private final OwnedPartitions owned;

	private final Rebalances rebalances;

	private final int thresholdPerHour;

	/**
	 * Create an indicator.
	 * @param containers the listeners that are looked after
	 * @param states the states of their containers
	 * @param owned the partitions that this instance owns
	 * @param rebalances the counts
	 * @param thresholdPerHour rebalances an hour above which a listener is DEGRADED; 0 or
	 * more
	 */
	public KafkaRebalanceHealthIndicator(ListenerContainers containers, ContainerStates states, OwnedPartitions owned,
			Rebalances rebalances, int thresholdPerHour) {
		super("Kafka rebalance health check failed");
		this.containers = containers;
		this.states = states;
		this.owned = owned;
		this.rebalances = rebalances;
		this.thresholdPerHour = thresholdPerHour;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, Object> listeners = new LinkedHashMap<>();
		List<Status> statuses = new ArrayList<>();
		this.containers.all().stream().filter(ListenerContainer::isSubscribed).forEach((listener) -> {
			RebalanceCounts counts = this.rebalances.of(listener);
			Status status = status(listener, counts);
			statuses.add(status);
			listeners.put(listener.id(), details(listener, counts, status));
		});
		builder.status(KafkaStatus.worst(statuses))
			.withDetail("thresholdPerHour", this.thresholdPerHour)
			.withDetail("listeners", listeners);
	}

	private Status status(ListenerContainer listener, RebalanceCounts counts) {
		if (counts.disturbedLastHour() > this.thresholdPerHour) {
			return KafkaStatus.DEGRADED;
		}
		boolean runs = this.states.of(listener).kind() == ContainerState.Kind.RUNNING;
		return (runs && !this.owned.everAssigned(listener)) ? Status.UNKNOWN : Status.UP;
	}

	private Map<String, Object> details(ListenerContainer listener, RebalanceCounts counts, Status status) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", status.getCode());
		details.put("group", listener.group());
		details.put("reason", reason(counts, status));
		details.put("lastHour", counts.disturbedLastHour());
		details.put("assigned", counts.assigned());
		details.put("revoked", counts.revoked());
		details.put("lost", counts.lost());
		details.put("last", (counts.last() != null) ? counts.last().toString() : "none yet");
		return details;
	}

	private String reason(RebalanceCounts counts, Status status) {
		if (status.equals(Status.UNKNOWN)) {
			return "has not joined its group yet: the broker may be away";
		}
		String count = counts.disturbedLastHour() + " rebalances of the last hour took partitions away";
		return (status.equals(KafkaStatus.DEGRADED)) ? count + ", more than " + this.thresholdPerHour : count;
	}

}
