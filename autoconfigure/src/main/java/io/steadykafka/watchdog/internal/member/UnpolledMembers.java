package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.watchdog.internal.ListenerWatch;
import io.steadykafka.watchdog.internal.WatchFinding.Severity;
import io.steadykafka.watchdog.internal.WatchState;
import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Members of a listener whose containers say that they run, and that have never polled:
 * their threads may have ended while they started. Guarded by its {@link ListenerWatch}.
 */
public final class UnpolledMembers {

	/**
	 * A member that looks up its offsets before its first poll waits a minute for each
	 * answer.
	 */
	private static final Duration LONGEST_START = Duration.ofMinutes(2);

	private final Map<MessageListenerContainer, Long> since = new HashMap<>();

	/**
	 * Look at the members.
	 * @param started the members that started
	 * @param polled the members that have polled
	 * @param limit for how long a member may make no progress
	 * @return what is wrong, empty if nothing is
	 */
	public Optional<Diagnosis> look(List<MessageListenerContainer> started, Set<MessageListenerContainer> polled,
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

	// Who owns partitions has polled, perhaps through a consumer that is not ours.
	private static boolean ownsNothing(MessageListenerContainer member) {
		Collection<TopicPartition> owned = member.getAssignedPartitions();
		return owned == null || owned.isEmpty();
	}

	public void clear() {
		this.since.clear();
	}

}
