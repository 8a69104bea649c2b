package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.steadykafka.watchdog.WatchFinding.Severity;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A member of a container, over its restarts. Guarded by its {@link ListenerWatch}.
 */
final class MemberSlot {

	private final MessageListenerContainer container;

	private PolledMember polled;

	/**
	 * What it was restarted for, until it has joined again.
	 */
	private @Nullable Diagnosis restartedFor;

	private String notStarted = "";

	private long triedAt;

	MemberSlot(MessageListenerContainer container, PolledMember polled) {
		this.container = container;
		this.polled = polled;
	}

	MessageListenerContainer container() {
		return this.container;
	}

	PolledMember polled() {
		return this.polled;
	}

	void polls(PolledMember anew) {
		this.polled = anew;
	}

	boolean owns(TopicPartition partition) {
		Collection<TopicPartition> assigned = this.container.getAssignedPartitions();
		return assigned != null && assigned.contains(partition);
	}

	boolean isPaused(TopicPartition partition) {
		return this.container.isPauseRequested() || this.container.isPartitionPauseRequested(partition);
	}

	/**
	 * Whether the member can be restarted by itself.
	 * @param parent the listener's container
	 * @return {@code false} if it is that container
	 */
	boolean isMemberOf(MessageListenerContainer parent) {
		return parent instanceof ConcurrentMessageListenerContainer<?, ?> && !this.container.equals(parent);
	}

	boolean isGone(MessageListenerContainer parent) {
		if (!this.polled.hasEnded()) {
			return false;
		}
		return this.restartedFor == null || (parent instanceof ConcurrentMessageListenerContainer<?, ?> concurrent
				&& concurrent.getContainers().stream().noneMatch(this.container::equals));
	}

	Optional<Diagnosis> diagnose(MemberLimits limits, Duration inFlight, Set<TopicPartition> wedged) {
		Diagnosis before = this.restartedFor;
		if (before != null && !this.notStarted.isEmpty()) {
			return Optional.of(before.because("it could not be started again: " + this.notStarted));
		}
		if (before != null && !this.polled.hasEnded() && this.polled.hasJoined()) {
			this.restartedFor = null;
		}
		Optional<Diagnosis> now = (this.polled.hasEnded()) ? Optional.empty()
				: MemberDecision.decide(this.polled.look(inFlight), limits).or(() -> wedge(wedged));
		return (now.isEmpty() && this.restartedFor != null)
				? Optional.of(this.restartedFor.because("it was restarted, and has not joined its group yet")) : now;
	}

	private Optional<Diagnosis> wedge(Set<TopicPartition> wedged) {
		Set<String> own = new TreeSet<>();
		wedged.stream().filter(this::owns).forEach((partition) -> own.add(partition.toString()));
		return (own.isEmpty()) ? Optional.empty() : Optional.of(Diagnosis.of(WatchState.WEDGED_PARTITION,
				Severity.CURING,
				own + " stand still: their ends move, nothing holds them back, and their member polls without getting "
						+ "records of them",
				"restart the listener; if it is asynchronous, set partition.assignment.strategy to an assignor that is "
						+ "not cooperative"));
	}

	/**
	 * Whether a restart is what the member needs, and not what it just had.
	 * @return {@code false} while it is to be seen whether the last one helped
	 */
	boolean needsRestart() {
		return this.restartedFor == null || !this.notStarted.isEmpty()
				|| (!this.polled.hasEnded() && this.polled.look(Duration.ZERO).failure() != null);
	}

	void restarting(Diagnosis diagnosis) {
		this.restartedFor = diagnosis;
		this.notStarted = "";
	}

	void notStarted(String reason) {
		this.notStarted = reason;
	}

	/**
	 * A quiet member that nobody restarts has its consumer tried now and then: what it
	 * failed on may be over.
	 * @param nanos the time
	 * @param pause how long to leave it alone
	 */
	void tryAgain(long nanos, Duration pause) {
		if (!this.polled.isQuiet()) {
			return;
		}
		if (this.triedAt == 0) {
			this.triedAt = nanos;
		}
		else if (nanos - this.triedAt >= pause.toNanos()) {
			this.triedAt = nanos;
			this.polled.tryAgain();
		}
	}

}
