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

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether each listener's container runs as it should. No broker is asked, so this
 * indicator may stand in a liveness group.
 * <p>
 * Stopped or paused on purpose is UP and says so. DEGRADED: some members ended with an
 * error and others go on, or members can't log in and try again. DOWN: a container ended
 * with an error; it does not start again by itself.
 */
public final class KafkaConsumersHealthIndicator extends AbstractHealthIndicator {

	private final ListenerContainers containers;

	private final ContainerStates states;

	private final OwnedPartitions owned;

	/**
	 * Create an indicator.
	 * @param containers the listeners that are looked after
	 * @param states the states of their containers
	 * @param owned the partitions that this instance owns
	 */
	public KafkaConsumersHealthIndicator(ListenerContainers containers, ContainerStates states, OwnedPartitions owned) {
		super("Kafka consumers health check failed");
		this.containers = containers;
		this.states = states;
		this.owned = owned;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, Object> listeners = new LinkedHashMap<>();
		List<Status> statuses = new ArrayList<>();
		for (ListenerContainer listener : this.containers.all()) {
			ContainerState state = this.states.of(listener);
			Status status = status(state.kind());
			statuses.add(status);
			listeners.put(listener.id(), details(listener, state, status));
		}
		builder.status(KafkaStatus.worst(statuses)).withDetail("listeners", listeners);
	}

	private Map<String, Object> details(ListenerContainer listener, ContainerState state, Status status) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", status.getCode());
		details.put("group", listener.group());
		details.put("state", state.kind());
		details.put("reason", reason(listener, state));
		details.put("assignedPartitions", this.owned.of(listener).size());
		return details;
	}

	private String reason(ListenerContainer listener, ContainerState state) {
		if (state.kind() != ContainerState.Kind.RUNNING || !this.owned.of(listener).isEmpty()) {
			return state.reason();
		}
		return (this.owned.everAssigned(listener)) ? "running as a standby: owns no partitions"
				: "running: has not been assigned partitions yet";
	}

	private static Status status(ContainerState.Kind kind) {
		return switch (kind) {
			case FAILED -> Status.DOWN;
			case PARTLY_FAILED, RETRYING -> KafkaStatus.DEGRADED;
			case NOT_STARTED, RUNNING, PAUSED, STOPPED -> Status.UP;
		};
	}

}
