package io.steadykafka.delivery.internal.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * What a member has to know of the partitions that it owns.
 */
final class ModelOwnership {

	/**
	 * The offset that is to be delivered next.
	 */
	private final Map<TopicPartition, Long> next = new HashMap<>();

	/**
	 * What was processed and is to be committed.
	 */
	private final Map<TopicPartition, Long> uncommitted = new HashMap<>();

	/**
	 * What was last asked to be committed.
	 */
	private final Map<TopicPartition, Long> lastCommit = new HashMap<>();

	private final Set<TopicPartition> paused = new HashSet<>();

	Map<TopicPartition, Long> next() {
		return this.next;
	}

	Map<TopicPartition, Long> uncommitted() {
		return this.uncommitted;
	}

	Map<TopicPartition, Long> lastCommit() {
		return this.lastCommit;
	}

	Set<TopicPartition> paused() {
		return this.paused;
	}

	Map<TopicPartition, Long> uncommittedOf(Collection<TopicPartition> partitions) {
		Map<TopicPartition, Long> of = new HashMap<>(this.uncommitted);
		of.keySet().retainAll(partitions);
		return of;
	}

	void requested(TopicPartition partition, long offset) {
		this.lastCommit.put(partition, offset);
		this.uncommitted.remove(partition, offset);
	}

	void forget(Collection<TopicPartition> partitions) {
		for (TopicPartition partition : partitions) {
			this.next.remove(partition);
			this.uncommitted.remove(partition);
			this.lastCommit.remove(partition);
			this.paused.remove(partition);
		}
	}

}
