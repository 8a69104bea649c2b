package io.steadykafka.watchdog.internal.member;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks a member, after a sample of lag, for the positions of its partitions. The next
 * poll answers: the positions are read on the consumer's own thread.
 */
public final class PositionQuestion {

	/**
	 * Partitions with deliveries since the last answer. For the member's thread.
	 */
	private Set<TopicPartition> delivered = new HashSet<>();

	private volatile Set<TopicPartition> wanted = Set.of();

	private volatile @Nullable Answer answer;

	void delivered(Set<TopicPartition> partitions) {
		this.delivered.addAll(partitions);
	}

	Set<TopicPartition> wanted() {
		return this.wanted;
	}

	void answer(Map<TopicPartition, Long> positions) {
		if (this.wanted.isEmpty()) {
			return;
		}
		this.answer = new Answer(Map.copyOf(positions), this.delivered);
		this.delivered = new HashSet<>();
		this.wanted = Set.of();
	}

	/**
	 * Ask for partitions, one question at a time: the one before must have been answered.
	 */
	public void ask(Set<TopicPartition> partitions) {
		this.wanted = Set.copyOf(partitions);
	}

	public boolean isOpen() {
		return !this.wanted.isEmpty();
	}

	/**
	 * Take the answer; it is empty if nothing was asked.
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
	 * @param delivered the partitions with deliveries since the answer before
	 */
	public record Answer(Map<TopicPartition, Long> positions, Set<TopicPartition> delivered) {

		static final Answer NOTHING = new Answer(Map.of(), Set.of());

		/**
		 * The position of a partition, -1 if it is not known.
		 */
		public long position(TopicPartition partition) {
			return this.positions.getOrDefault(partition, -1L);
		}

		public boolean isDelivered(TopicPartition partition) {
			return this.delivered.contains(partition);
		}

	}

}
