package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Members of a listener whose containers say that they run, and that have never polled:
 * their threads may have ended while they started. Guarded by its listener's watch.
 */
public final class UnpolledMembers {

	/**
	 * A member that looks up its offsets before its first poll waits a minute for each
	 * answer.
	 */
	private static final Duration LONGEST_START = Duration.ofMinutes(2);

	private final Map<MessageListenerContainer, Long> since = new HashMap<>();

	/**
	 * Diagnose the members that started and have not polled.
	 * @param limit for how long a member may make no progress
	 */
	public Optional<Diagnosis> diagnose(List<MessageListenerContainer> started, Set<MessageListenerContainer> polled,
			Duration limit, long nanos) {
		Map<MessageListenerContainer, Long> before = Map.copyOf(this.since);
		this.since.clear();
		started.stream()
			.filter((member) -> !polled.contains(member) && member.isRunning() && ownsNothing(member))
			.forEach((member) -> this.since.put(member, before.getOrDefault(member, nanos)));
		Duration longest = (limit.compareTo(LONGEST_START) > 0) ? limit : LONGEST_START;
		long late = this.since.values().stream().filter((start) -> nanos - start > longest.toNanos()).count();
		return (late == 0) ? Optional.empty() : Optional.of(Diagnosis.of(WatchState.NO_PROGRESS, Severity.WARNING,
				late + " of its members have not polled since they were started, more than " + longest.toSeconds()
						+ " s ago",
				"look in the log for what an event listener threw while the listener started, then restart it"));
	}

	// An owner of partitions has polled, perhaps through a consumer without the wrapper.
	private static boolean ownsNothing(MessageListenerContainer member) {
		Collection<TopicPartition> owned = member.getAssignedPartitions();
		return owned == null || owned.isEmpty();
	}

	public void clear() {
		this.since.clear();
	}

}
