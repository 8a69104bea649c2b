package io.steadykafka.health.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.delivery.OverlongRecord;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.failure.FailedRecord;
import io.steadykafka.health.KafkaStatus;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerState;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.listener.internal.state.ShareListener;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether each listener's container runs as it should. No broker is asked, so this
 * indicator may stand in a liveness group.
 * <p>
 * Stopped or paused on purpose is UP and says so. DEGRADED: some members ended with an
 * error and others go on, members can't log in and try again, the watchdog restarts
 * members or warns, a partition is blocked by a record whose retries are exhausted, which
 * is named, or a listener is not protected because its preparation failed. DOWN: a
 * container ended with an error and does not start again by itself, or the watchdog found
 * something that it can't cure. UNKNOWN: a member has not joined its group for long, and
 * the brokers do not answer. Records that have attempts left are named and change no
 * status.
 */
public final class KafkaConsumersHealthIndicator extends ContainedHealthIndicator {

	private final ListenerContainers containers;

	private final ContainerStates states;

	private final OwnedPartitions owned;

	private final Function<ListenerContainer, List<FailedRecord>> failing;

	private final Function<ListenerContainer, Optional<ListenerWork>> work;

	private final Function<ListenerContainer, List<WatchFinding>> findings;

	private final Function<ListenerContainer, Map<String, Object>> remarks;

	private final DebouncedStatuses statuses;

	/**
	 * Create an indicator.
	 * @param failing tells the records that a listener fails on
	 * @param work tells what a listener did
	 * @param findings tells what the watchdog found
	 * @param remarks tells what else a person should know of a listener, by name
	 * @param options when it says that something is wrong
	 */
	public KafkaConsumersHealthIndicator(ListenerContainers containers, ContainerStates states, OwnedPartitions owned,
			Function<ListenerContainer, List<FailedRecord>> failing,
			Function<ListenerContainer, Optional<ListenerWork>> work,
			Function<ListenerContainer, List<WatchFinding>> findings,
			Function<ListenerContainer, Map<String, Object>> remarks, HealthOptions options, Clock clock,
			Containment containment) {
		super("Kafka consumers", containment);
		this.containers = containers;
		this.states = states;
		this.owned = owned;
		this.failing = failing;
		this.work = work;
		this.findings = findings;
		this.remarks = remarks;
		this.statuses = new DebouncedStatuses(options, clock);
	}

	/**
	 * Inspects all listeners, so that durations are known whether health is queried or
	 * not. Asks no broker.
	 */
	public void inspect() {
		List<ListenerContainer> all = this.containers.all();
		Set<String> unprotected = this.containers.unprotected().keySet();
		all.forEach((listener) -> this.statuses.update(listener.id(), found(listener, this.failing.apply(listener),
				this.findings.apply(listener), unprotected.contains(listener.id()))));
		List<String> ids = new ArrayList<>(all.stream().map(ListenerContainer::id).toList());
		this.states.shareListeners().forEach((listener) -> {
			this.statuses.update(listener.id(), status(listener.state().kind()));
			ids.add(listener.id());
		});
		this.statuses.retain(ids);
	}

	private Status found(ListenerContainer listener, List<FailedRecord> failing, List<WatchFinding> findings,
			boolean unprotected) {
		List<Status> found = new ArrayList<>(List.of(status(this.states.of(listener).kind(), failing)));
		if (unprotected) {
			found.add(KafkaStatus.DEGRADED);
		}
		findings.forEach((finding) -> found.add(status(finding.severity())));
		return KafkaStatus.worst(found);
	}

	@Override
	void describe(Health.Builder builder) {
		Map<String, Object> listeners = new LinkedHashMap<>();
		List<Status> statuses = new ArrayList<>();
		Map<String, String> unprotected = this.containers.unprotected();
		for (ListenerContainer listener : this.containers.all()) {
			List<FailedRecord> failing = this.failing.apply(listener);
			List<WatchFinding> findings = this.findings.apply(listener);
			Status status = this.statuses.update(listener.id(),
					found(listener, failing, findings, unprotected.containsKey(listener.id())));
			statuses.add(status);
			Map<String, Object> details = details(listener, this.states.of(listener), status, failing);
			if (!findings.isEmpty()) {
				add(details, "reason", findings.stream().map(WatchFinding::reason),
						!status(this.states.of(listener).kind(), failing).equals(Status.UP));
				add(details, "remedy", findings.stream().map(WatchFinding::remedy).distinct(), true);
				details.put("watchdog", findings.stream().map(KafkaConsumersHealthIndicator::describe).toList());
			}
			listeners.put(listener.id(), details);
		}
		unprotected.forEach((listener, reason) -> {
			if (!listeners.containsKey(listener)) {
				statuses.add(KafkaStatus.DEGRADED);
			}
			listeners.merge(listener, unprotected(listener, reason), KafkaConsumersHealthIndicator::merged);
		});
		for (ShareListener listener : this.states.shareListeners()) {
			ContainerState state = listener.state();
			Status status = this.statuses.update(listener.id(), status(state.kind()));
			statuses.add(status);
			listeners.put(listener.id(), details(listener, state, status));
		}
		builder.status(KafkaStatus.worst(statuses)).withDetail("listeners", listeners);
	}

	private static Map<String, Object> unprotected(String listener, String reason) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("notProtected", reason);
		details.put("notProtectedRemedy", "fix that and restart the application, or accept it: steady.kafka.listeners."
				+ listener + ".enabled=false");
		return details;
	}

	private static Object merged(Object details, Object more) {
		Map<Object, Object> all = new LinkedHashMap<>((Map<?, ?>) details);
		all.putAll((Map<?, ?>) more);
		return all;
	}

	// A container that just runs says nothing else.
	private static void add(Map<String, Object> details, String name, Stream<String> found, boolean keep) {
		Stream<String> before = (keep) ? Stream.ofNullable(details.get(name)).map(String::valueOf) : Stream.of();
		details.put(name, Stream.concat(before, found).collect(Collectors.joining("; ")));
	}

	private static Status status(ContainerState.Kind kind, List<FailedRecord> failing) {
		return KafkaStatus.worst(List.of(status(kind), status(failing)));
	}

	private Map<String, Object> details(ListenerContainer listener, ContainerState state, Status status,
			List<FailedRecord> failing) {
		Map<String, Object> details = new LinkedHashMap<>();
		this.statuses.describe(listener.id(), status, details);
		details.put("group", listener.group());
		details.put("state", state.kind());
		details.put("reason", reason(listener, state, failing));
		if (!state.remedy().isEmpty()) {
			details.put("remedy", state.remedy());
		}
		details.putAll(this.remarks.apply(listener));
		details.put("assignedPartitions", this.owned.of(listener).size());
		if (!failing.isEmpty()) {
			details.put("failing", failing.stream().map(KafkaConsumersHealthIndicator::describe).toList());
		}
		this.work.apply(listener)
			.flatMap(ListenerWork::overlong)
			.ifPresent((record) -> details.put("lastOverlongRecord", describe(record)));
		return details;
	}

	private Map<String, Object> details(ShareListener listener, ContainerState state, Status status) {
		Map<String, Object> details = new LinkedHashMap<>();
		this.statuses.describe(listener.id(), status, details);
		details.put("shareGroup", listener.group());
		details.put("state", state.kind());
		details.put("reason", state.reason());
		if (!state.remedy().isEmpty()) {
			details.put("remedy", state.remedy());
		}
		return details;
	}

	private static Map<String, Object> describe(FailedRecord record) {
		Map<String, Object> details = new LinkedHashMap<>();
		FailedRecord.Failure failure = record.failure();
		details.put("record", record.position());
		details.put("state", failure.state());
		details.put("since", failure.since().toString());
		details.put("firstFailure", failure.firstFailure().toString());
		details.put("attempts", failure.attempts());
		details.put("nextAttempt", failure.nextAttempt().toString());
		details.put("exception", failure.exception());
		if (!failure.notDeadLettered().isEmpty()) {
			details.put("notDeadLettered", failure.notDeadLettered());
		}
		return details;
	}

	private static Map<String, Object> describe(WatchFinding finding) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", finding.state());
		details.put("since", finding.since().toString());
		details.put("reason", finding.reason());
		details.put("remedy", finding.remedy());
		return details;
	}

	private static String describe(OverlongRecord record) {
		return "%s-%d@%d took %d ms, until %s: longer than max.poll.interval.ms".formatted(record.topic(),
				record.partition(), record.offset(), record.took().toMillis(), record.at());
	}

	private String reason(ListenerContainer listener, ContainerState state, List<FailedRecord> failing) {
		if (state.kind() == ContainerState.Kind.RUNNING && status(failing).equals(KafkaStatus.DEGRADED)) {
			return "blocked by "
					+ failing.stream().filter(FailedRecord::isBlocked).map(FailedRecord::position).sorted().toList();
		}
		if (state.kind() != ContainerState.Kind.RUNNING || !this.owned.of(listener).isEmpty()) {
			return state.reason();
		}
		return (this.owned.everAssigned(listener)) ? "running as a standby: owns no partitions"
				: "running: has not been assigned partitions yet";
	}

	private static Status status(List<FailedRecord> failing) {
		return (failing.stream().anyMatch(FailedRecord::isBlocked)) ? KafkaStatus.DEGRADED : Status.UP;
	}

	private static Status status(WatchFinding.Severity severity) {
		return switch (severity) {
			case DOWN -> Status.DOWN;
			case CURING, WARNING -> KafkaStatus.DEGRADED;
			case UNKNOWN -> Status.UNKNOWN;
		};
	}

	private static Status status(ContainerState.Kind kind) {
		return switch (kind) {
			case FAILED -> Status.DOWN;
			case PARTLY_FAILED, RETRYING -> KafkaStatus.DEGRADED;
			case NOT_STARTED, RUNNING, PAUSED, STOPPED -> Status.UP;
		};
	}

}
