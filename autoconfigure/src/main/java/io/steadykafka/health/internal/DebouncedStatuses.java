package io.steadykafka.health.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.health.KafkaStatus;

import org.springframework.boot.health.contributor.Status;

/**
 * The debounced statuses of listeners or groups, by name. Safe for use by several
 * threads.
 */
final class DebouncedStatuses {

	private final HealthOptions options;

	private final Clock clock;

	private final Map<String, DebouncedStatus> statuses = new ConcurrentHashMap<>();

	DebouncedStatuses(HealthOptions options, Clock clock) {
		this.options = options;
		this.clock = clock;
	}

	Status update(String name, Status found) {
		return of(name).update(found, this.clock.instant());
	}

	/**
	 * Describes a reported status in the details.
	 */
	void describe(String name, Status status, Map<String, Object> details) {
		DebouncedStatus debounced = of(name);
		details.put("status", status.getCode());
		details.put("since", String.valueOf(debounced.since()));
		Status next = debounced.next();
		if (next != null) {
			details.put("waits",
					KafkaStatus.isWorse(next, status)
							? worse(next) + ", but not for " + this.options.grace().toSeconds() + " s yet"
							: "it is better, but not for " + this.options.recoveryDelay().toSeconds() + " s yet");
		}
	}

	private static String worse(Status next) {
		return next.equals(Status.UNKNOWN) ? "it is not known" : "it is worse";
	}

	void retain(Collection<String> names) {
		this.statuses.keySet().retainAll(names);
	}

	private DebouncedStatus of(String name) {
		return this.statuses.computeIfAbsent(name,
				(key) -> new DebouncedStatus(this.options.grace(), this.options.recoveryDelay()));
	}

}
