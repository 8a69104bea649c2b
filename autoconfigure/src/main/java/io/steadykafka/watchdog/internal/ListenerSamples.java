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
import io.steadykafka.watchdog.internal.diagnosis.StuckPartition;
import io.steadykafka.watchdog.internal.diagnosis.StuckPartitions;
import io.steadykafka.watchdog.internal.member.MemberSlot;
import io.steadykafka.watchdog.internal.member.PolledMember;
import io.steadykafka.watchdog.internal.member.PositionQuestion;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ContainerProperties.AckMode;

/**
 * What the samples of lag say of a listener. Guarded by its {@link ListenerWatch}.
 */
final class ListenerSamples {

	/**
	 * What is committed later than it is processed says nothing of what stands still.
	 */
	private static final Set<AckMode> LATE_COMMITS = Set.of(AckMode.COUNT, AckMode.TIME, AckMode.COUNT_TIME);

	/**
	 * Older samples say nothing of now.
	 */
	private static final long FRESH = Duration.ofSeconds(30).toNanos();

	private final ListenerContainer listener;

	private final Watchdog.Surroundings surroundings;

	private final LongSupplier nanoTime;

	private final StuckPartitions standStills;

	private final Map<MemberSlot, Asked> asked = new HashMap<>();

	private @Nullable Instant last;

	private long lastSeen;

	/**
	 * When the first of the samples came that have all been good.
	 */
	private long goodSince;

	ListenerSamples(ListenerContainer listener, Watchdog.Options options, Watchdog.Surroundings surroundings,
			LongSupplier nanoTime) {
		this.listener = listener;
		this.surroundings = surroundings;
		this.nanoTime = nanoTime;
		this.standStills = new StuckPartitions(options.wedgeAfter());
	}

	/**
	 * Look at a new sample, if there is one, and ask the members where they stand.
	 */
	void sampled(Collection<MemberSlot> slots) {
		Optional<OffsetSample> found = this.surroundings.offsets().apply(this.listener);
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
			// It has not polled since: what it was asked then, it will tell.
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
	 * Look at what members answered.
	 */
	void look(Collection<MemberSlot> slots) {
		this.asked.keySet().retainAll(slots);
		this.asked.entrySet().removeIf((entry) -> !entry.getValue().polled.equals(entry.getKey().polled()));
		Map<TopicPartition, StuckPartition.Sight> sights = new HashMap<>();
		long now = this.nanoTime.getAsLong();
		Set<TopicPartition> heldBack = this.surroundings.heldBack().apply(this.listener);
		long failures = this.surroundings.failures().applyAsLong(this.listener);
		this.asked.entrySet().removeIf((entry) -> {
			MemberSlot slot = entry.getKey();
			PositionQuestion question = slot.polled().question();
			if (question.isOpen()) {
				return false;
			}
			PositionQuestion.Answer answer = question.take();
			slot.owned(entry.getValue().offsets)
				.forEach((partition, offsets) -> sights.put(partition,
						new StuckPartition.Sight(offsets, answer.position(partition), answer.isLively(partition),
								heldBack.contains(partition) || slot.isPaused(partition), now,
								slot.polled().busyUntil(now), failures)));
			return true;
		});
		if (!sights.isEmpty()) {
			Set<TopicPartition> owned = new HashSet<>();
			slots.forEach((slot) -> owned.addAll(slot.owned()));
			this.standStills.look(sights, owned, now);
		}
	}

	Set<TopicPartition> wedged() {
		return this.standStills.wedged();
	}

	/**
	 * For how long all samples have been good: the group's coordinator answered them.
	 * @return the time, zero if the last one failed or is too old
	 */
	Duration goodFor() {
		long now = this.nanoTime.getAsLong();
		return (this.last == null || now - this.lastSeen > FRESH) ? Duration.ZERO
				: Duration.ofNanos(now - this.goodSince);
	}

	/**
	 * Forget what stands still, as members were restarted.
	 */
	void restarted() {
		this.standStills.clear();
		this.asked.clear();
	}

	void clear() {
		restarted();
		this.last = null;
	}

	/**
	 * What a member was asked after.
	 */
	private record Asked(PolledMember polled, Map<TopicPartition, PartitionOffsets> offsets) {

	}

}
