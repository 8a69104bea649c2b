package io.steadykafka.lag.internal.loss;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.lag.internal.progress.OffsetRange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts the records that retention deleted before their group had read them, each once.
 * Written by one thread, read by several.
 */
final class LostRecords {

	private static final Log logger = LogFactory.getLog(ConsumerLag.class);

	/**
	 * Losses with less time between them are one.
	 */
	private static final Duration SAME_LOSS = Duration.ofHours(1);

	/**
	 * Up to which offset lost records were counted.
	 */
	private final Map<GroupPartition, Long> counted = new HashMap<>();

	private final Map<GroupTopic, Long> lost = new ConcurrentHashMap<>();

	/**
	 * The last loss of each partition, which may continue from sample to sample.
	 */
	private final Map<GroupPartition, Loss> losses = new ConcurrentHashMap<>();

	void retain(Set<String> present) {
		this.counted.keySet().removeIf((partition) -> !present.contains(partition.group()));
		this.losses.keySet().removeIf((partition) -> !present.contains(partition.group()));
		this.lost.keySet().removeIf((topic) -> !present.contains(topic.group()));
	}

	/**
	 * Notes where a log begins: one that begins before what was counted belongs to a
	 * topic that was created again.
	 */
	void begins(GroupPartition partition, long logStart) {
		this.counted.computeIfPresent(partition, (key, counted) -> (counted <= logStart) ? counted : null);
	}

	/**
	 * Counts records, except those that were counted before.
	 */
	void count(GroupPartition partition, OffsetRange taken, long logStart, Instant at) {
		long from = Math.max(taken.from(), this.counted.getOrDefault(partition, 0L));
		long records = taken.to() - from;
		if (records <= 0) {
			return;
		}
		this.counted.put(partition, taken.to());
		this.lost.merge(new GroupTopic(partition.group(), partition.partition().topic()), records, Long::sum);
		this.losses.merge(partition, new Loss(partition.partition(), records, at), LostRecords::join);
		logger.warn("Group '" + partition.group() + "' lost " + records + " records of " + partition.partition()
				+ " to retention: it had read up to offset " + from + ", and the log begins at " + logStart
				+ " now. Find out why it fell behind, and raise retention.ms or retention.bytes of the topic");
	}

	private static Loss join(Loss before, Loss now) {
		boolean sameOne = now.at().isBefore(before.at().plus(SAME_LOSS));
		return (sameOne) ? new Loss(now.partition(), before.records() + now.records(), now.at()) : now;
	}

	/**
	 * How many records a group lost.
	 */
	long of(GroupTopic topic) {
		return this.lost.getOrDefault(topic, 0L);
	}

	/**
	 * The topics that records were lost of.
	 */
	Set<GroupTopic> topics() {
		return Set.copyOf(this.lost.keySet());
	}

	/**
	 * What a group lost.
	 */
	List<Loss> losses(String group) {
		return this.losses.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().group().equals(group))
			.map(Map.Entry::getValue)
			.toList();
	}

}
