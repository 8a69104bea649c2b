package io.steadykafka.lag.internal.requests;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClassicGroupsOptions;
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
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.CollectionUtils;

/**
 * Asks the brokers for one sample, each request within a time limit. One that fails makes
 * its own part unknown and leaves the others alone. Not for use by several threads.
 */
public final class OffsetRequests {

	/**
	 * Requests that follow on each other.
	 */
	private static final int ROUNDS = 5;

	private final Admin admin;

	private final int timeoutMillis;

	private final long deadline;

	private boolean allAnswered = true;

	public OffsetRequests(Admin admin, Duration timeout) {
		this.admin = admin;
		this.timeoutMillis = Math.toIntExact(timeout.toMillis());
		this.deadline = System.nanoTime() + ROUNDS * timeout.toNanos();
	}

	/**
	 * The committed offsets of several groups, asked for together.
	 * @param partitions the partitions of each group; may be none
	 * @param whole groups of which all committed offsets are wanted
	 * @param share those of them that are share groups
	 * @return the committed offsets of each group; a partition that was asked for and has
	 * none has {@code null}
	 */
	public Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed(
			Map<String, ? extends Collection<TopicPartition>> partitions, Set<String> whole, Set<String> share) {
		Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
		whole.forEach((group) -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
		specs.keySet().removeAll(share);
		partitions.forEach((group, ofGroup) -> specs.put(group,
				new ListConsumerGroupOffsetsSpec().topicPartitions(Set.copyOf(ofGroup))));
		ListConsumerGroupOffsetsResult result = this.admin.listConsumerGroupOffsets(specs,
				new ListConsumerGroupOffsetsOptions().timeoutMs(this.timeoutMillis));
		Map<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> shared = (share.isEmpty()) ? Map.of()
				: ShareGroups.offsets(this.admin, share, this.timeoutMillis);
		Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed = await(shared);
		specs.keySet()
			.forEach((group) -> committed.put(group, await(result.partitionsToOffsetAndMetadata(group), group)));
		return committed;
	}

	/**
	 * Asks for offsets of partitions, without waiting for the answer.
	 * @param isolation whether the end is the last stable offset
	 * @return waits for the answer
	 */
	public Supplier<Map<TopicPartition, RequestOutcome<Long>>> offsets(Map<TopicPartition, OffsetSpec> specs,
			IsolationLevel isolation) {
		if (specs.isEmpty()) {
			return Map::of;
		}
		ListOffsetsResult result = this.admin.listOffsets(specs,
				new ListOffsetsOptions(isolation).timeoutMs(this.timeoutMillis));
		return () -> {
			Map<TopicPartition, RequestOutcome<Long>> offsets = CollectionUtils.newHashMap(specs.size());
			specs.keySet()
				.forEach((partition) -> offsets.put(partition, await(result.partitionResult(partition),
						ListOffsetsResult.ListOffsetsResultInfo::offset, partition)));
			return offsets;
		};
	}

	public Map<TopicPartition, RequestOutcome<Long>> logStarts(Set<TopicPartition> partitions) {
		Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
		partitions.forEach((partition) -> specs.put(partition, OffsetSpec.earliest()));
		return offsets(specs, IsolationLevel.READ_UNCOMMITTED).get();
	}

	/**
	 * Asks for the members of groups, without waiting for the answer.
	 * @param classic those that are known to be of the classic protocol: Kafka's Admin
	 * client takes others for such of the consumer protocol first, and waits before it
	 * tries again
	 * @return waits for the answer
	 */
	public Supplier<Map<String, RequestOutcome<ConsumerGroupDescription>>> groups(Set<String> groups,
			Set<String> classic) {
		Map<String, KafkaFuture<ConsumerGroupDescription>> described = new HashMap<>();
		Map<Boolean, Set<String>> byKind = groups.stream()
			.collect(Collectors.partitioningBy(classic::contains, Collectors.toSet()));
		Set<String> others = byKind.getOrDefault(false, Set.of());
		if (!others.isEmpty()) {
			described.putAll(this.admin
				.describeConsumerGroups(others, new DescribeConsumerGroupsOptions().timeoutMs(this.timeoutMillis))
				.describedGroups());
		}
		Set<String> known = byKind.getOrDefault(true, Set.of());
		if (!known.isEmpty()) {
			this.admin.describeClassicGroups(known, new DescribeClassicGroupsOptions().timeoutMs(this.timeoutMillis))
				.describedGroups()
				.forEach((group, answer) -> described.put(group, answer.thenApply(OffsetRequests::description)));
		}
		return () -> {
			Map<String, RequestOutcome<ConsumerGroupDescription>> outcomes = await(described);
			// Of a share group the brokers say that it is not there, too.
			Set<String> missing = outcomes.entrySet()
				.stream()
				.filter((outcome) -> outcome.getValue().isFailedBy(GroupIdNotFoundException.class))
				.map(Map.Entry::getKey)
				.collect(Collectors.toSet());
			if (!missing.isEmpty()) {
				await(ShareGroups.describe(this.admin, missing, this.timeoutMillis)).forEach((group, answer) -> {
					if (!answer.isFailed() && answer.get().groupState() != GroupState.DEAD) {
						outcomes.put(group, answer);
					}
				});
			}
			return outcomes;
		};
	}

	private static ConsumerGroupDescription description(ClassicGroupDescription group) {
		return new ConsumerGroupDescription(group.groupId(), group.isSimpleConsumerGroup(), group.members(),
				group.protocolData(), GroupType.CLASSIC, GroupState.parse(group.state().toString()),
				group.coordinator(), group.authorizedOperations(), Optional.empty(), Optional.empty());
	}

	/**
	 * Asks for topics, without waiting for the answer.
	 * @return waits for the description of each topic
	 */
	public Supplier<Map<String, RequestOutcome<TopicDescription>>> topics(Set<String> topics) {
		if (topics.isEmpty()) {
			return Map::of;
		}
		Map<String, KafkaFuture<TopicDescription>> described = this.admin
			.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(this.timeoutMillis))
			.topicNameValues();
		return () -> await(described);
	}

	private <T> Map<String, RequestOutcome<T>> await(Map<String, KafkaFuture<T>> answers) {
		Map<String, RequestOutcome<T>> outcomes = new HashMap<>();
		answers.forEach((subject, answer) -> outcomes.put(subject, await(answer, subject)));
		return outcomes;
	}

	private <T> RequestOutcome<T> await(KafkaFuture<T> future, Object subject) {
		return await(future, (answer) -> answer, subject);
	}

	private <T, R> RequestOutcome<R> await(KafkaFuture<T> future, Function<T, R> wanted, Object subject) {
		try {
			// Admin keeps its own limit; the deadline is for an Admin that is stuck.
			long left = Math.max(0, this.deadline - System.nanoTime());
			return RequestOutcome.of(wanted.apply(future.get(left, TimeUnit.NANOSECONDS)));
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

	private <T> RequestOutcome<T> failed(@Nullable Throwable cause, Object subject) {
		RequestOutcome<T> failed = RequestOutcome.failed(cause, subject);
		this.allAnswered &= !failed.isTimedOut();
		return failed;
	}

	/**
	 * Whether each request was answered so far, with an error or without.
	 * @return {@code false} if one timed out
	 */
	public boolean areAnswered() {
		return this.allAnswered;
	}

}
