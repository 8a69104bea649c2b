package io.steadykafka.watchdog.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.watchdog.internal.diagnosis.Diagnosis;
import io.steadykafka.watchdog.internal.diagnosis.MemberLimits;
import io.steadykafka.watchdog.internal.diagnosis.ProgressDiagnosis;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import io.steadykafka.watchdog.internal.member.MemberSlot;
import io.steadykafka.watchdog.internal.member.PolledMember;
import io.steadykafka.watchdog.internal.member.RestartPolicy;
import io.steadykafka.watchdog.internal.member.UnpolledMembers;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Watches the members of one listener. Safe for use by several threads.
 */
final class ListenerWatch {

	private final ListenerContainer listener;

	private final Watchdog.Options options;

	private final WatchdogInputs inputs;

	private final LongSupplier nanoTime;

	private final MemberLimits limits;

	private final RestartPolicy policy;

	private final ListenerSamples samples;

	private final ListenerFindings findings;

	private final UnpolledMembers unpolled = new UnpolledMembers();

	private final Map<MessageListenerContainer, MemberSlot> slots = new LinkedHashMap<>();

	private final Map<WatchState, Long> restarts = new EnumMap<>(WatchState.class);

	/**
	 * The restart that is under way.
	 */
	private @Nullable Restart underWay;

	ListenerWatch(ListenerContainer listener, Watchdog.Options options, WatchdogInputs inputs, LongSupplier nanoTime,
			Clock clock) {
		this.listener = listener;
		this.options = options;
		this.inputs = inputs;
		this.nanoTime = nanoTime;
		this.limits = MemberLimits.of(listener, options.hungWarningRatio(), options.joinTimeout(),
				options.stuckAfter());
		this.policy = new RestartPolicy(options.restartsPerHour(), options.backOffInitial(), options.backOffMax(),
				nanoTime);
		this.samples = new ListenerSamples(listener, options, inputs, nanoTime);
		this.findings = new ListenerFindings(listener, clock);
	}

	List<WatchFinding> findings() {
		return this.findings.all();
	}

	synchronized long restarts(WatchState state) {
		return this.restarts.getOrDefault(state, 0L);
	}

	synchronized void polls(MessageListenerContainer member, PolledMember polled) {
		MemberSlot known = this.slots.get(member);
		if (known != null) {
			known.polls(polled);
		}
		else {
			if (this.slots.values().stream().anyMatch((slot) -> slot.isReplacedBy(member))) {
				// Perhaps by fewer members than before: none of the old ones is left.
				this.slots.keySet().removeIf((old) -> !old.isRunning());
				this.samples.restarted();
			}
			this.slots.put(member, new MemberSlot(member, polled));
		}
	}

	/**
	 * Check all members.
	 * @param sampled whether there is a new sample of lag
	 * @return the members to restart now, empty for none
	 */
	synchronized Optional<Restart> check(boolean sampled) {
		if (!this.listener.container().isRunning()) {
			this.slots.clear();
			this.samples.clear();
			this.unpolled.clear();
			this.underWay = null;
			this.policy.healthy();
			this.findings.update(List.of());
			return Optional.empty();
		}
		forgetEndedMembers();
		if (sampled) {
			this.samples.sampled(this.slots.values());
		}
		this.samples.inspect(this.slots.values());
		return treat(diagnose());
	}

	private void forgetEndedMembers() {
		if (this.slots.values().removeIf((slot) -> slot.isGone())) {
			// The new owner of its partitions has only just got them.
			this.samples.restarted();
		}
		Restart present = this.underWay;
		if (present != null && present.members().stream().noneMatch(this.slots::containsKey)) {
			// The container was stopped meanwhile, and started again.
			this.underWay = null;
		}
	}

	private Map<MemberSlot, Diagnosis> diagnose() {
		Map<MemberSlot, Diagnosis> found = new LinkedHashMap<>();
		Duration inFlight = (this.listener.isAsync()) ? this.inputs.oldestInFlight().apply(this.listener)
				: Duration.ZERO;
		MemberSlot.Moment moment = new MemberSlot.Moment(this.nanoTime.getAsLong(), inFlight, this.samples.goodFor(),
				this.samples.stuck(), this::notRepeating);
		this.slots.values()
			.forEach((slot) -> slot.diagnose(this.limits, moment).ifPresent((diagnosis) -> found.put(slot, diagnosis)));
		return found;
	}

	/**
	 * Partitions whose records may be delivered again. What a listener has in hand is in
	 * flight too, and one that is given the same records over and over always has some.
	 */
	private Set<TopicPartition> notRepeating() {
		return (this.listener.isAsync()) ? this.inputs.heldBack(this.listener)
				: Set.copyOf(this.inputs.failing().apply(this.listener));
	}

	private Optional<Restart> treat(Map<MemberSlot, Diagnosis> found) {
		List<Diagnosis> diagnoses = new ArrayList<>();
		Map<MemberSlot, Diagnosis> due = new LinkedHashMap<>();
		if (found.values().stream().anyMatch(Diagnosis::isCurable)) {
			this.policy.unhealthy();
		}
		else {
			this.policy.healthy();
		}
		found.forEach((slot, diagnosis) -> {
			boolean curable = diagnosis.isCurable() && slot.needsRestart();
			Diagnosis treated = (curable) ? treat(slot, diagnosis, due) : diagnosis;
			boolean remainsDown = curable && treated.severity() == Severity.DOWN
					&& diagnosis.severity() != Severity.DOWN;
			if (remainsDown || diagnosis.state() == WatchState.JOIN_REFUSED) {
				slot.tryAgain(this.nanoTime.getAsLong(), this.options.backOffMax());
			}
			diagnoses.add(treated);
		});
		this.unpolled
			.diagnose(this.inputs.pollingMembers().apply(this.listener), this.slots.keySet(), this.limits.stuck(),
					this.nanoTime.getAsLong())
			.ifPresent(diagnoses::add);
		ProgressDiagnosis
			.commits(this.inputs.commitsFailFor().apply(this.listener), this.samples.goodFor(), this.limits)
			.ifPresent(diagnoses::add);
		this.findings.update(diagnoses);
		return (due.isEmpty()) ? Optional.empty() : Optional.of(restart(due));
	}

	private Diagnosis treat(MemberSlot slot, Diagnosis diagnosis, Map<MemberSlot, Diagnosis> due) {
		if (!this.options.restart()) {
			return diagnosis.notCured("it is not restarted: steady.kafka.watchdog.restart=false");
		}
		if (!slot.isMemberOf(this.listener.container())) {
			return diagnosis
				.notCured("it is not restarted: a container without members of its own has to be restarted by hand");
		}
		if (this.underWay != null) {
			return diagnosis.because("a restart is under way");
		}
		return switch (this.policy.decide(diagnosis.state())) {
			case USED_UP ->
				diagnosis.notCured(this.options.restartsPerHour() + " restarts within an hour did not help");
			case WAIT -> diagnosis.because("it is restarted in " + this.policy.untilNext().toSeconds() + " s");
			case RESTART -> {
				due.put(slot, diagnosis);
				yield diagnosis.because("it is being restarted");
			}
		};
	}

	private Restart restart(Map<MemberSlot, Diagnosis> found) {
		Map<MemberSlot, Diagnosis> due = new LinkedHashMap<>(found);
		if (found.values().stream().anyMatch((diagnosis) -> diagnosis.state() != WatchState.FENCED)) {
			// A fenced member has to wait for others, and is next.
			due.values().removeIf((diagnosis) -> diagnosis.state() == WatchState.FENCED);
		}
		this.policy.restarted(due.values().stream().map(Diagnosis::state).anyMatch(RestartPolicy::isLimited));
		due.forEach((slot, diagnosis) -> slot.restarting(diagnosis));
		due.values()
			.stream()
			.map(Diagnosis::state)
			.distinct()
			.filter((state) -> state != WatchState.FENCED)
			.forEach((state) -> this.restarts.merge(state, 1L, Long::sum));
		Throwable failure = due.values().iterator().next().failure();
		Restart restart = new Restart(this.listener, due.keySet().stream().map(MemberSlot::container).toList(),
				due.keySet().stream().flatMap((slot) -> slot.polled().leftBehind().stream()).toList(), failure);
		this.underWay = restart;
		return restart;
	}

	/**
	 * A restart is over.
	 * @param notStarted why its members were not started, empty if they were or must not
	 * be
	 */
	synchronized void restarted(Restart restart, String notStarted) {
		if (!restart.equals(this.underWay)) {
			// The container was stopped meanwhile: the restart does not count anymore.
			return;
		}
		this.underWay = null;
		if (notStarted.isEmpty() && restart.failure() instanceof FencedInstanceIdException) {
			// Before, it was only stopped.
			this.restarts.merge(WatchState.FENCED, 1L, Long::sum);
		}
		restart.members().forEach((member) -> {
			MemberSlot slot = this.slots.get(member);
			if (slot != null) {
				slot.notStarted(notStarted);
			}
		});
		this.samples.restarted();
	}

	/**
	 * Members to restart.
	 *
	 * @param members the members' own containers
	 * @param leftBehind closes the consumers of those whose threads ended
	 * @param failure what a poll threw, {@code null} if it threw nothing
	 */
	record Restart(ListenerContainer listener, List<MessageListenerContainer> members, List<Runnable> leftBehind,
			@Nullable Throwable failure) {

	}

}
