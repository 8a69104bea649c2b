package io.steadykafka.watchdog.internal.member;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the watchdog wants to know of a member's partitions. It asks after a sample of
 * lag, and the next poll answers: so what is read belongs to the consumer's own thread.
 */
public final class PositionQuestion {

	/**
	 * Since the last answer. Of the member's thread.
	 */
	private Set<TopicPartition> handedOver = new HashSet<>();

	private volatile Set<TopicPartition> wanted = Set.of();

	private volatile @Nullable Answer answer;

	void handedOver(Set<TopicPartition> partitions) {
		this.handedOver.addAll(partitions);
	}

	Set<TopicPartition> wanted() {
		return this.wanted;
	}

	void answer(Map<TopicPartition, Long> positions) {
		if (this.wanted.isEmpty()) {
			return;
		}
		this.answer = new Answer(Map.copyOf(positions), this.handedOver);
		this.handedOver = new HashSet<>();
		this.wanted = Set.of();
	}

	/**
	 * Ask. One question at a time: ask no other one before this one is answered.
	 * @param partitions the partitions, empty to ask nothing
	 */
	public void ask(Set<TopicPartition> partitions) {
		this.wanted = Set.copyOf(partitions);
	}

	public boolean isOpen() {
		return !this.wanted.isEmpty();
	}

	/**
	 * Take the answer.
	 * @return the answer, one that knows nothing if nothing was asked
	 */
	public Answer take() {
		Answer present = this.answer;
		this.answer = null;
		return (present != null) ? present : Answer.NOTHING;
	}

	/**
	 * What a member knows.
	 *
	 * @param positions the positions that are known
	 * @param handedOver the partitions that records were handed over of, since the answer
	 * before
	 */
	public record Answer(Map<TopicPartition, Long> positions, Set<TopicPartition> handedOver) {

		static final Answer NOTHING = new Answer(Map.of(), Set.of());

		/**
		 * The position of a partition.
		 * @return the position, -1 if it is not known
		 */
		public long position(TopicPartition partition) {
			return this.positions.getOrDefault(partition, -1L);
		}

		/**
		 * Whether there was a sign of life.
		 * @return {@code true} if records of it came
		 */
		public boolean isLively(TopicPartition partition) {
			return this.handedOver.contains(partition);
		}

	}

}
