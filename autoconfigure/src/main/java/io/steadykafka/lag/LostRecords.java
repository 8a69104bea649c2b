package io.steadykafka.lag;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the records that retention took before their group had read them, each one once.
 * Written by one thread, read by several.
 */
final class LostRecords {

	private static final Log logger = LogFactory.getLog(LagMonitor.class);

	/**
	 * Up to which offset lost records were counted.
	 */
	private final Map<GroupPartition, Long> counted = new HashMap<>();

	private final Map<GroupTopic, Long> lost = new ConcurrentHashMap<>();

	/**
	 * The last loss of each partition.
	 */
	private final Map<GroupPartition, Loss> losses = new ConcurrentHashMap<>();

	/**
	 * Take a sample in.
	 * @param group the group id
	 * @param partitions the lag of each of its partitions
	 * @param at when the sample was taken
	 */
	void sampled(String group, Map<TopicPartition, PartitionLag> partitions, Instant at) {
		partitions.forEach((partition, lag) -> {
			if (lag.lostToRetention() > 0) {
				count(new GroupPartition(group, partition), lag.committed().orElseThrow(), lag.logStart().orElseThrow(),
						at);
			}
		});
	}

	private void count(GroupPartition partition, long committed, long logStart, Instant at) {
		long from = Math.max(committed, this.counted.getOrDefault(partition, 0L));
		if (from >= logStart) {
			return;
		}
		this.counted.put(partition, logStart);
		this.lost.merge(new GroupTopic(partition.group(), partition.partition().topic()), logStart - from, Long::sum);
		this.losses.put(partition, new Loss(partition.partition(), logStart - from, at));
		logger.warn("Group '" + partition.group() + "' lost " + (logStart - from) + " records of "
				+ partition.partition() + " to retention: it had committed up to offset " + committed
				+ ", and the log begins at " + logStart
				+ " now. Find out why it fell behind, and raise retention.ms or retention.bytes of the topic");
	}

	/**
	 * How many records a group lost.
	 * @param topic the group and topic
	 * @return the number of records since the application started, 0 or more
	 */
	long of(GroupTopic topic) {
		return this.lost.getOrDefault(topic, 0L);
	}

	/**
	 * What a group lost.
	 * @param group the group id
	 * @return the last loss of each partition that had one
	 */
	List<Loss> losses(String group) {
		return this.losses.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().group().equals(group))
			.map(Map.Entry::getValue)
			.toList();
	}

}
