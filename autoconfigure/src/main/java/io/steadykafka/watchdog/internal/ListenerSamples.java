package io.steadykafka.watchdog.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OffsetSample;
import io.steadykafka.listener.internal.assignment.PartitionOffsets;
import io.steadykafka.watchdog.internal.diagnosis.PartitionSnapshot;
import io.steadykafka.watchdog.internal.diagnosis.StuckPartitionDetector;
import io.steadykafka.watchdog.internal.member.MemberSlot;
import io.steadykafka.watchdog.internal.member.PolledMember;
import io.steadykafka.watchdog.internal.member.PositionQuestion;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ContainerProperties.AckMode;

/**
 * What the samples of lag show of a listener. Guarded by its {@link ListenerWatch}.
 */
final class ListenerSamples {

	/**
	 * Offsets that are committed later than processed do not show what is stuck.
	 */
	private static final Set<AckMode> LATE_COMMITS = Set.of(AckMode.COUNT, AckMode.TIME, AckMode.COUNT_TIME);

	/**
	 * Older samples show nothing of now.
	 */
	private static final long FRESH = Duration.ofSeconds(30).toNanos();

	private final ListenerContainer listener;

	private final WatchdogInputs inputs;

	private final LongSupplier nanoTime;

	private final StuckPartitionDetector detector;

	private final Map<MemberSlot, Asked> asked = new HashMap<>();

	private @Nullable Instant last;

	private long lastSeen;

	/**
	 * When the series of good samples up to now began.
	 */
	private long goodSince;

	ListenerSamples(ListenerContainer listener, Watchdog.Options options, WatchdogInputs inputs,
			LongSupplier nanoTime) {
		this.listener = listener;
		this.inputs = inputs;
		this.nanoTime = nanoTime;
		this.detector = new StuckPartitionDetector(options.stuckAfter());
	}

	/**
	 * Read a new sample, if there is one, and ask the members for their positions.
	 */
	void sampled(Collection<MemberSlot> slots) {
		Optional<OffsetSample> found = this.inputs.offsets().apply(this.listener);
		if (found.isEmpty()) {
			clear();
			return;
		}
		OffsetSample sample = found.get();
		// Another cluster's sample came.
		if (sample.at().equals(this.last)) {
			return;
		}
		long now = this.nanoTime.getAsLong();
		if (this.last == null) {
			this.goodSince = now;
		}
		this.last = sample.at();
		this.lastSeen = now;
		if (!LATE_COMMITS.contains(this.listener.container().getContainerProperties().getAckMode())) {
			slots.forEach((slot) -> ask(slot, slot.owned(sample.partitions())));
		}
	}

	private void ask(MemberSlot slot, Map<TopicPartition, PartitionOffsets> offsets) {
		Asked before = this.asked.get(slot);
		PolledMember polled = slot.polled();
		if (before != null && before.polled.equals(polled)) {
			// It has not polled since, and still has to answer.
			return;
		}
		Set<TopicPartition> behind = new HashSet<>();
		offsets.forEach((partition, each) -> {
			if (each.committed() < each.end()) {
				behind.add(partition);
			}
		});
		polled.question().ask(behind);
		this.asked.put(slot, new Asked(polled, offsets));
	}

	/**
	 * Inspect the answers of members.
	 */
	void inspect(Collection<MemberSlot> slots) {
		this.asked.keySet().retainAll(slots);
		this.asked.entrySet().removeIf((entry) -> !entry.getValue().polled.equals(entry.getKey().polled()));
		Map<TopicPartition, PartitionSnapshot> snapshots = new HashMap<>();
		long now = this.nanoTime.getAsLong();
		Set<TopicPartition> heldBack = this.inputs.heldBack(this.listener);
		long failures = this.inputs.failures().applyAsLong(this.listener);
		this.asked.entrySet().removeIf((entry) -> {
			MemberSlot slot = entry.getKey();
			PositionQuestion question = slot.polled().question();
			if (question.isOpen()) {
				return false;
			}
			PositionQuestion.Answer answer = question.take();
			slot.owned(entry.getValue().offsets)
				.forEach((partition, offsets) -> snapshots.put(partition,
						new PartitionSnapshot(offsets, answer.position(partition), answer.isDelivered(partition),
								heldBack.contains(partition) || slot.isPaused(partition), now,
								slot.polled().busyUntil(now), failures)));
			return true;
		});
		if (!snapshots.isEmpty()) {
			Set<TopicPartition> owned = new HashSet<>();
			slots.forEach((slot) -> owned.addAll(slot.owned()));
			this.detector.inspect(snapshots, owned, now);
		}
	}

	Set<TopicPartition> stuck() {
		return this.detector.stuck();
	}

	/**
	 * For how long all samples have been good, that is, the group's coordinator answered.
	 * @return the time, zero if the last one failed or is too old
	 */
	Duration goodFor() {
		long now = this.nanoTime.getAsLong();
		return (this.last == null || now - this.lastSeen > FRESH) ? Duration.ZERO
				: Duration.ofNanos(now - this.goodSince);
	}

	/**
	 * Members were restarted: forget what is stuck.
	 */
	void restarted() {
		this.detector.clear();
		this.asked.clear();
	}

	void clear() {
		restarted();
		this.last = null;
	}

	/**
	 * What a member was asked, and the offsets of the sample before.
	 */
	private record Asked(PolledMember polled, Map<TopicPartition, PartitionOffsets> offsets) {

	}

}
