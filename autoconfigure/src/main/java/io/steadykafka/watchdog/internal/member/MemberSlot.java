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

import io.steadykafka.listener.internal.assignment.PartitionOffsets;
import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import io.steadykafka.watchdog.internal.diagnosis.MemberDiagnosis;
import io.steadykafka.watchdog.internal.diagnosis.MemberLimits;
import io.steadykafka.watchdog.internal.diagnosis.ProgressDiagnosis;
import io.steadykafka.watchdog.internal.diagnosis.Refusals;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A member of a container, over its restarts. Guarded by its listener's watch.
 */
public final class MemberSlot {

	private final MessageListenerContainer container;

	private PolledMember polled;

	/**
	 * Why it was restarted, until it has joined again.
	 */
	private @Nullable Diagnosis restartedFor;

	/**
	 * The one that polled when it was restarted; after the restart it is another one.
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
	 * Whether the member is one of a container's, which can be restarted alone.
	 */
	public boolean isMemberOf(MessageListenerContainer parent) {
		return parent instanceof ConcurrentMessageListenerContainer<?, ?> && !this.container.equals(parent);
	}

	/**
	 * Whether it ended and is not being restarted.
	 */
	public boolean isGone() {
		return this.polled.hasEnded() && this.restartedFor == null;
	}

	/**
	 * Whether another member has its name: the container was stopped and started again,
	 * and none of its earlier members is left. The container itself is not asked for its
	 * members, because that takes its lifecycle lock, which it holds while it starts.
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
				: MemberDiagnosis.decide(this.polled.snapshot(moment.inFlight(), moment.coordinator()), limits)
					.map((diagnosis) -> this.refusals.judge(diagnosis, moment.nanos()))
					.or(() -> ProgressDiagnosis.decide(this.polled.progress(moment.heldBack(), limits.stuck()), limits))
					.or(() -> stuckPartitions(moment.stuck()));
		if (now.isPresent() || this.restartedFor == null) {
			return now;
		}
		return Optional.of(this.restartedFor.because(
				(isBeingStopped) ? "it is being restarted" : "it was restarted, and has not joined its group yet"));
	}

	private Optional<Diagnosis> stuckPartitions(Set<TopicPartition> stuck) {
		Set<String> own = new TreeSet<>();
		stuck.stream().filter(owned()::contains).forEach((partition) -> own.add(partition.toString()));
		return (own.isEmpty()) ? Optional.empty() : Optional.of(Diagnosis.of(WatchState.WEDGED_PARTITION,
				Severity.CURING,
				own + " are stuck: their ends move, nothing holds them back, and their member polls without getting "
						+ "records of them",
				"restart the listener; if it is asynchronous, set partition.assignment.strategy to an assignor that is "
						+ "not cooperative"));
	}

	/**
	 * Whether the member needs a restart, {@code false} while it is unknown whether the
	 * last one helped.
	 */
	public boolean needsRestart() {
		return this.restartedFor == null || !this.notStarted.isEmpty()
				|| (!this.polled.hasEnded() && this.polled.hasFailed());
	}

	public void restarting(Diagnosis diagnosis) {
		if (this.restartedFor == null || this.notStarted.isEmpty()) {
			// Else it is the one before, and says why that restart was in vain.
			this.restartedFor = diagnosis;
		}
		this.stopped = this.polled;
		this.notStarted = "";
	}

	public void notStarted(String reason) {
		this.notStarted = reason;
	}

	/**
	 * Let a quiet member that is not restarted poll now and then: what it failed on may
	 * be over.
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
	 * What is known of the whole listener.
	 *
	 * @param inFlight for how long its oldest record waits for its acknowledgement
	 * @param coordinator for how long its group's coordinator has answered
	 * @param stuck the partitions that are stuck
	 * @param heldBack the partitions that wait for a failed record, or for
	 * acknowledgements
	 */
	public record Moment(long nanos, Duration inFlight, Duration coordinator, Set<TopicPartition> stuck,
			Supplier<Set<TopicPartition>> heldBack) {

	}

}
