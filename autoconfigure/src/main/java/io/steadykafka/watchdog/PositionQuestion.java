package io.steadykafka.watchdog;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the watchdog wants to know of a member's partitions. It asks after a sample of
 * lag, and the next poll answers: so what is read belongs to the consumer's own thread.
 */
final class PositionQuestion {

	/**
	 * Since the last answer. Of the member's thread.
	 */
	private Set<TopicPartition> handedOver = new HashSet<>();

	/**
	 * Since the last answer. Of the member's thread.
	 */
	private boolean threw;

	private volatile Set<TopicPartition> wanted = Set.of();

	private volatile @Nullable Answer answer;

	void handedOver(Set<TopicPartition> partitions) {
		this.handedOver.addAll(partitions);
	}

	void threw() {
		this.threw = true;
	}

	Set<TopicPartition> wanted() {
		return this.wanted;
	}

	void answer(Map<TopicPartition, Long> positions) {
		if (this.wanted.isEmpty()) {
			return;
		}
		this.answer = new Answer(Map.copyOf(positions), this.handedOver, this.threw);
		this.handedOver = new HashSet<>();
		this.threw = false;
		this.wanted = Set.of();
	}

	/**
	 * Ask. One question at a time: ask no other one before this one is answered.
	 * @param partitions the partitions, empty to ask nothing
	 */
	void ask(Set<TopicPartition> partitions) {
		this.wanted = Set.copyOf(partitions);
	}

	boolean isOpen() {
		return !this.wanted.isEmpty();
	}

	/**
	 * Take the answer.
	 * @return the answer, one that knows nothing if nothing was asked
	 */
	Answer take() {
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
	 * @param threw whether a poll threw since then
	 */
	record Answer(Map<TopicPartition, Long> positions, Set<TopicPartition> handedOver, boolean threw) {

		static final Answer NOTHING = new Answer(Map.of(), Set.of(), false);

		/**
		 * The position of a partition.
		 * @param partition the partition
		 * @return the position, -1 if it is not known
		 */
		long position(TopicPartition partition) {
			return this.positions.getOrDefault(partition, -1L);
		}

		/**
		 * Whether there was a sign of life.
		 * @param partition the partition
		 * @return {@code true} if records of it came, or a poll threw: the member tries
		 */
		boolean isLively(TopicPartition partition) {
			return this.threw || this.handedOver.contains(partition);
		}

	}

}
