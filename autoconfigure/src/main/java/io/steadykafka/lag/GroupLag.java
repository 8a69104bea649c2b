package io.steadykafka.lag;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The last good sample of a group's lag, and what has happened since: on the partitions
 * that this instance owned then, and on those that nobody owned and that it looks after.
 *
 * @param group the group id
 * @param cluster the bootstrap servers of the group's cluster
 * @param watched whether no listener that runs here is a member of the group: all its
 * partitions are there, in each instance that watches it
 * @param sampledAt when the sample was taken, {@code null} if none was good yet
 * @param partitions the lag of each partition
 * @param outlooks what several samples tell of each partition
 * @param hot partitions that lag far beyond the others of their topic that are sampled
 * @param unowned partitions that no member of the group owned
 * @param missingTopics topics that a listener of the group subscribes to by name and that
 * do not exist
 * @param failure why the samples since then failed; empty if the last one was good
 */
public record GroupLag(String group, String cluster, boolean watched, @Nullable Instant sampledAt,
		Map<TopicPartition, PartitionLag> partitions, Map<TopicPartition, PartitionOutlook> outlooks,
		Set<TopicPartition> hot, Set<TopicPartition> unowned, Set<String> missingTopics, String failure) {

	public GroupLag {
		partitions = Map.copyOf(partitions);
		outlooks = Map.copyOf(outlooks);
		hot = Set.copyOf(hot);
		unowned = Set.copyOf(unowned);
		missingTopics = Set.copyOf(missingTopics);
	}

	public static GroupLag notSampled(String group, String cluster, boolean watched) {
		return new GroupLag(group, cluster, watched, null, Map.of(), Map.of(), Set.of(), Set.of(), Set.of(), "");
	}

	/**
	 * What several samples tell of a partition.
	 * @param partition the partition
	 * @return the outlook
	 */
	public PartitionOutlook outlook(TopicPartition partition) {
		return this.outlooks.getOrDefault(partition, PartitionOutlook.UNKNOWN);
	}

	/**
	 * Leave out what this instance does not look after any more.
	 * @param own the partitions that it owns
	 * @param nobodys the partitions that nobody owns and that it looks after
	 * @return the sample of these partitions
	 */
	public GroupLag with(Set<TopicPartition> own, Set<TopicPartition> nobodys) {
		Map<TopicPartition, PartitionLag> kept = this.partitions;
		if (!own.containsAll(kept.keySet())) {
			kept = new HashMap<>(kept);
			kept.keySet().removeIf((partition) -> !own.contains(partition) && !nobodys.contains(partition));
		}
		Set<TopicPartition> alone = new HashSet<>(nobodys);
		alone.retainAll(kept.keySet());
		alone.removeAll(own);
		Set<TopicPartition> stillHot = new HashSet<>(this.hot);
		stillHot.retainAll(kept.keySet());
		return new GroupLag(this.group, this.cluster, this.watched, this.sampledAt, kept, this.outlooks, stillHot,
				alone, this.missingTopics, this.failure);
	}

	public GroupLag watched(boolean now) {
		return new GroupLag(this.group, this.cluster, now, this.sampledAt, this.partitions, this.outlooks, this.hot,
				this.unowned, this.missingTopics, this.failure);
	}

	public GroupLag failed(String reason) {
		return new GroupLag(this.group, this.cluster, this.watched, this.sampledAt, this.partitions, this.outlooks,
				this.hot, this.unowned, this.missingTopics, reason);
	}

}
