package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.steadykafka.watchdog.internal.ListenerWatch;
import io.steadykafka.watchdog.internal.PartitionOffsets;
import io.steadykafka.watchdog.internal.WatchFinding.Severity;
import io.steadykafka.watchdog.internal.WatchState;
import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import io.steadykafka.watchdog.internal.diagnosis.MemberDiagnosis;
import io.steadykafka.watchdog.internal.diagnosis.ProgressDiagnosis;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A member of a container, over its restarts. Guarded by its {@link ListenerWatch}.
 */
public final class MemberSlot {

	private final MessageListenerContainer container;

	private PolledMember polled;

	/**
	 * What it was restarted for, until it has joined again.
	 */
	private @Nullable Diagnosis restartedFor;

	/**
	 * Who polled when it was restarted: who polls after it is another one.
	 */
	private @Nullable PolledMember stopped;

	private final Refusals refusals = new Refusals();

	private String notStarted = "";

	private boolean tried;

	private long triedAt;

	public MemberSlot(MessageListenerContainer container, PolledMember polled) {
		this.container = container;
		this.polled = polled;
	}

	public MessageListenerContainer container() {
		return this.container;
	}

	public PolledMember polled() {
		return this.polled;
	}

	public void polls(PolledMember anew) {
		this.polled = anew;
	}

	public Set<TopicPartition> owned() {
		Collection<TopicPartition> assigned = this.container.getAssignedPartitions();
		return (assigned != null) ? Set.copyOf(assigned) : Set.of();
	}

	public Map<TopicPartition, PartitionOffsets> owned(Map<TopicPartition, PartitionOffsets> all) {
		Map<TopicPartition, PartitionOffsets> own = new HashMap<>(all);
		own.keySet().retainAll(owned());
		return own;
	}

	public boolean isPaused(TopicPartition partition) {
		return this.container.isPauseRequested() || this.container.isPartitionPauseRequested(partition);
	}

	/**
	 * Whether the member can be restarted by itself.
	 * @return {@code false} if it is that container
	 */
	public boolean isMemberOf(MessageListenerContainer parent) {
		return parent instanceof ConcurrentMessageListenerContainer<?, ?> && !this.container.equals(parent);
	}

	/**
	 * Whether it ended and does not come again.
	 * @return {@code true} if it is not to be looked at any more
	 */
	public boolean isGone() {
		return this.polled.hasEnded() && this.restartedFor == null;
	}

	/**
	 * Whether another member has its name: somebody stopped the container and started it
	 * again. The container itself is not asked for its members, because it answers with
	 * its lifecycle lock, which it holds while it starts.
	 * @param other the container of another member
	 * @return {@code true} if none of the members from before it is left
	 */
	public boolean isReplacedBy(MessageListenerContainer other) {
		return !this.container.equals(other) && Objects.equals(this.container.getListenerId(), other.getListenerId());
	}

	public Optional<Diagnosis> diagnose(MemberLimits limits, Moment moment) {
		Diagnosis before = this.restartedFor;
		if (before != null && !this.notStarted.isEmpty()) {
			return Optional.of(before.because("it could not be started again: " + this.notStarted));
		}
		boolean isBeingStopped = this.polled.equals(this.stopped);
		if (!isBeingStopped && !this.polled.hasEnded() && this.polled.hasJoined() && !this.polled.hasFailed()) {
			this.restartedFor = null;
			this.refusals.over();
		}
		Optional<Diagnosis> now = (this.polled.hasEnded()) ? Optional.empty()
				: MemberDiagnosis.decide(this.polled.look(moment.inFlight(), moment.coordinator()), limits)
					.map((diagnosis) -> this.refusals.judge(diagnosis, moment.nanos()))
					.or(() -> ProgressDiagnosis.decide(this.polled.progress(moment.heldBack(), limits.stuck()), limits))
					.or(() -> wedge(moment.wedged()));
		if (now.isPresent() || this.restartedFor == null) {
			return now;
		}
		return Optional.of(this.restartedFor.because(
				(isBeingStopped) ? "it is being restarted" : "it was restarted, and has not joined its group yet"));
	}

	private Optional<Diagnosis> wedge(Set<TopicPartition> wedged) {
		Set<String> own = new TreeSet<>();
		wedged.stream().filter(owned()::contains).forEach((partition) -> own.add(partition.toString()));
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
	public boolean needsRestart() {
		return this.restartedFor == null || !this.notStarted.isEmpty()
				|| (!this.polled.hasEnded() && this.polled.hasFailed());
	}

	public void restarting(Diagnosis diagnosis) {
		this.restartedFor = diagnosis;
		this.stopped = this.polled;
		this.notStarted = "";
	}

	public void notStarted(String reason) {
		this.notStarted = reason;
	}

	/**
	 * A quiet member that nobody restarts has its consumer tried now and then: what it
	 * failed on may be over.
	 * @param pause how long to leave it alone
	 */
	public void tryAgain(long nanos, Duration pause) {
		if (!this.polled.isQuiet()) {
			return;
		}
		if (!this.tried) {
			this.tried = true;
			this.triedAt = nanos;
		}
		else if (nanos - this.triedAt >= pause.toNanos()) {
			this.triedAt = nanos;
			this.polled.tryAgain();
		}
	}

	/**
	 * What is known of the listener as a whole.
	 *
	 * @param inFlight for how long its oldest record waits for its acknowledgement
	 * @param coordinator for how long its group's coordinator has answered
	 * @param wedged the partitions that stand still
	 * @param heldBack tells the partitions that wait for a failed record, or for
	 * acknowledgements
	 */
	public record Moment(long nanos, Duration inFlight, Duration coordinator, Set<TopicPartition> wedged,
			Supplier<Set<TopicPartition>> heldBack) {

	}

}
