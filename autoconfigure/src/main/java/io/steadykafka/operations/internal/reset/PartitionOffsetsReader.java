package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.operations.internal.reset.plan.PartitionOffsets;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the brokers of a cluster for offsets.
 */
final class PartitionOffsetsReader {

	private final Admin admin;

	private final Duration timeout;

	PartitionOffsetsReader(Admin admin, Duration timeout) {
		this.admin = admin;
		this.timeout = timeout;
	}

	/**
	 * What a group committed, on all partitions.
	 */
	Map<TopicPartition, OffsetAndMetadata> committed(String group) {
		return committed(group, false);
	}

	/**
	 * Those committed offsets that an open transaction is about to change.
	 */
	Set<TopicPartition> pending(String group, Map<TopicPartition, OffsetAndMetadata> committed) {
		Set<TopicPartition> pending = new HashSet<>(committed.keySet());
		// Admin leaves out what is not stable.
		pending.removeAll(committed(group, true).keySet());
		return pending;
	}

	private Map<TopicPartition, OffsetAndMetadata> committed(String group, boolean stable) {
		Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(ClusterAdmins.await(this.admin
			.listConsumerGroupOffsets(group,
					new ListConsumerGroupOffsetsOptions().requireStable(stable).timeoutMs(millis()))
			.partitionsToOffsetAndMetadata(), this.timeout, "committed offsets"));
		// Kafka's null: no commit.
		committed.values().removeIf(Objects::isNull);
		return committed;
	}

	/**
	 * The partitions of topics, but for topics that do not exist.
	 */
	Map<String, Set<TopicPartition>> partitions(Set<String> topics) {
		Map<String, Set<TopicPartition>> partitions = new HashMap<>();
		this.admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(millis()))
			.topicNameValues()
			.forEach((topic, answer) -> {
				try {
					partitions.put(topic, partitions(ClusterAdmins.await(answer, this.timeout, "topics")));
				}
				catch (UnknownTopicOrPartitionException | InvalidTopicException ex) {
					// It does not exist.
				}
			});
		return partitions;
	}

	private static Set<TopicPartition> partitions(TopicDescription topic) {
		return topic.partitions()
			.stream()
			.map((partition) -> new TopicPartition(topic.name(), partition.partition()))
			.collect(Collectors.toSet());
	}

	/**
	 * The offsets that a reset is planned with. Committed offsets were read before: they
	 * do not grow beyond an end that was read after them.
	 * @param committed what the group committed
	 * @param time the time whose offsets are wanted too
	 */
	Map<TopicPartition, PartitionOffsets> read(Map<TopicPartition, OffsetAndMetadata> committed,
			Set<TopicPartition> partitions, OptionalLong time) {
		Map<TopicPartition, Long> atTime = (time.isPresent())
				? offsets(partitions, OffsetSpec.forTimestamp(time.getAsLong()), IsolationLevel.READ_UNCOMMITTED)
				: Map.of();
		Map<TopicPartition, Long> start = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
		Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
		// After the end: below it only if a transaction is open, however fast records
		// come.
		Map<TopicPartition, Long> stable = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
		Map<TopicPartition, PartitionOffsets> offsets = new HashMap<>();
		partitions.forEach((partition) -> offsets.put(partition,
				new PartitionOffsets(committed.get(partition), in(start, partition), in(end, partition),
						in(stable, partition), known(atTime.getOrDefault(partition, -1L)))));
		return offsets;
	}

	private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec,
			IsolationLevel isolation) {
		Map<TopicPartition, Long> offsets = new HashMap<>();
		ClusterAdmins
			.await(this.admin
				.listOffsets(
						partitions.stream().collect(Collectors.toMap((partition) -> partition, (partition) -> spec)),
						new ListOffsetsOptions(isolation).timeoutMs(millis()))
				.all(), this.timeout, "the offsets of partitions")
			.forEach((partition, info) -> offsets.put(partition, info.offset()));
		return offsets;
	}

	private static long in(Map<TopicPartition, Long> offsets, TopicPartition partition) {
		return Objects.requireNonNull(offsets.get(partition));
	}

	private static OptionalLong known(long offset) {
		return (offset >= 0) ? OptionalLong.of(offset) : OptionalLong.empty();
	}

	private int millis() {
		return Math.toIntExact(this.timeout.toMillis());
	}

}
