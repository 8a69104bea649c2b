package io.steadykafka.commit;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * Decides what a consumer is kept from fetching.
 */
final class HoldDecision {

	private HoldDecision() {
	}

	/**
	 * Decide what to hold during the next poll.
	 * @param assignment what the consumer owns
	 * @param paused what the application paused
	 * @param readAhead the partitions that records wait in memory of
	 * @param waiting the partitions that nothing is to be handed over of
	 * @param allowance the bounds of the next portion
	 * @param ready whether a portion can be made of what is in memory
	 * @return the partitions to hold
	 */
	static Set<TopicPartition> decide(Set<TopicPartition> assignment, Set<TopicPartition> paused,
			Set<TopicPartition> readAhead, Collection<TopicPartition> waiting, Allowance allowance, boolean ready) {
		Set<TopicPartition> hold = new HashSet<>(assignment);
		hold.removeAll(paused);
		// What is ready is enough, and fetching more would only fill the memory; but what
		// is to come alone is to come soon.
		hold.removeIf((partition) -> (!ready || partition.equals(allowance.only())) && !readAhead.contains(partition)
				&& !waiting.contains(partition));
		return hold;
	}

}
