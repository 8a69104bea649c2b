package io.steadykafka.lag;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers for one sample, each request within a time limit. One that fails makes
 * its own part unknown and leaves the others alone. Not for use by several threads.
 */
final class OffsetRequests {

	private final Admin admin;

	private final int timeoutMillis;

	private boolean allAnswered = true;

	OffsetRequests(Admin admin, Duration timeout) {
		this.admin = admin;
		this.timeoutMillis = Math.toIntExact(timeout.toMillis());
	}

	/**
	 * The committed offsets of several groups, asked for together.
	 * @param partitions the partitions of each group; may be none
	 * @param whole groups of which all committed offsets are wanted
	 * @return the committed offsets of each group; a partition that was asked for and has
	 * none has {@code null}
	 */
	Map<String, Outcome<Map<TopicPartition, OffsetAndMetadata>>> committed(
			Map<String, ? extends Collection<TopicPartition>> partitions, Set<String> whole) {
		Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
		whole.forEach((group) -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
		partitions.forEach((group, ofGroup) -> specs.put(group,
				new ListConsumerGroupOffsetsSpec().topicPartitions(Set.copyOf(ofGroup))));
		ListConsumerGroupOffsetsResult result = this.admin.listConsumerGroupOffsets(specs,
				new ListConsumerGroupOffsetsOptions().timeoutMs(this.timeoutMillis));
		Map<String, Outcome<Map<TopicPartition, OffsetAndMetadata>>> committed = new HashMap<>();
		specs.keySet()
			.forEach((group) -> committed.put(group, await(result.partitionsToOffsetAndMetadata(group), group)));
		return committed;
	}

	/**
	 * Ask for offsets of partitions, and do not wait for the answer.
	 * @param specs which offset of which partition
	 * @param isolation whether the end is the last stable offset
	 * @return waits for the answer
	 */
	Supplier<Map<TopicPartition, Outcome<Long>>> offsets(Map<TopicPartition, OffsetSpec> specs,
			IsolationLevel isolation) {
		if (specs.isEmpty()) {
			return Map::of;
		}
		ListOffsetsResult result = this.admin.listOffsets(specs,
				new ListOffsetsOptions(isolation).timeoutMs(this.timeoutMillis));
		return () -> {
			Map<TopicPartition, Outcome<Long>> offsets = new HashMap<>();
			specs.keySet()
				.forEach((partition) -> offsets.put(partition, await(
						result.partitionResult(partition).thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset),
						partition)));
			return offsets;
		};
	}

	/**
	 * Ask for the members of groups, and do not wait for the answer.
	 * @param groups the group ids; may be none
	 * @return waits for the answer
	 */
	Supplier<Map<String, Outcome<ConsumerGroupDescription>>> groups(Set<String> groups) {
		if (groups.isEmpty()) {
			return Map::of;
		}
		Map<String, KafkaFuture<ConsumerGroupDescription>> described = this.admin
			.describeConsumerGroups(groups, new DescribeConsumerGroupsOptions().timeoutMs(this.timeoutMillis))
			.describedGroups();
		return () -> {
			Map<String, Outcome<ConsumerGroupDescription>> outcomes = new HashMap<>();
			described.forEach((group, answer) -> outcomes.put(group, await(answer, group)));
			return outcomes;
		};
	}

	/**
	 * Ask for topics.
	 * @param topics the topics; may be none
	 * @return the description of each topic
	 */
	Map<String, Outcome<TopicDescription>> topics(Set<String> topics) {
		Map<String, Outcome<TopicDescription>> described = new HashMap<>();
		if (!topics.isEmpty()) {
			this.admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(this.timeoutMillis))
				.topicNameValues()
				.forEach((topic, description) -> described.put(topic, await(description, topic)));
		}
		return described;
	}

	private <T> Outcome<T> await(KafkaFuture<T> future, Object subject) {
		try {
			// Admin keeps its own limit; the second one is for an Admin that is stuck.
			return Outcome.of(future.get(2L * this.timeoutMillis, TimeUnit.MILLISECONDS));
		}
		catch (ExecutionException ex) {
			return failed(ex.getCause(), subject);
		}
		catch (TimeoutException ex) {
			return failed(ex, subject);
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
	}

	private <T> Outcome<T> failed(@Nullable Throwable cause, Object subject) {
		Outcome<T> failed = Outcome.failed(cause, subject);
		this.allAnswered &= !failed.isTimedOut();
		return failed;
	}

	/**
	 * Whether each request was answered so far, with an error or without.
	 * @return {@code false} if one timed out
	 */
	boolean areAnswered() {
		return this.allAnswered;
	}

}
