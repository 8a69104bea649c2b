package io.steadykafka.operations.internal.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import io.steadykafka.operations.internal.replay.letters.LetterRange;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the brokers where replays of a dead-letter topic begin and end.
 */
final class ReplayOffsets {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ClusterAdmins admins;

	ReplayOffsets(ClusterAdmins admins) {
		this.admins = admins;
	}

	/**
	 * The next replay.
	 * @throws NoSuchElementException if there is no such topic
	 * @throws IllegalStateException if the brokers don't answer
	 */
	ReplayPlan plan(DeadLetterTopic topic) {
		return asked(topic, () -> planned(topic));
	}

	private ReplayPlan planned(DeadLetterTopic topic) {
		Admin admin = this.admins.of(topic.listener());
		List<TopicPartition> partitions = partitions(admin, topic);
		// First where replays came to: the other way round, it may be beyond the end.
		Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, topic);
		Map<TopicPartition, Long> ends = offsets(admin, topic, partitions, OffsetSpec.latest());
		Map<TopicPartition, Long> begins = offsets(admin, topic, partitions, OffsetSpec.earliest());
		Map<TopicPartition, LetterRange> ranges = new HashMap<>();
		for (TopicPartition partition : partitions) {
			OffsetAndMetadata last = committed.get(partition);
			// The log may have been cut meanwhile.
			long begin = begins.getOrDefault(partition, 0L);
			long end = Math.max(ends.getOrDefault(partition, begin), begin);
			ranges.put(partition, LetterRange.of((last != null) ? last.offset() : null, begin, end));
		}
		return new ReplayPlan(ranges);
	}

	/**
	 * The last offsets of each partition.
	 * @param limit how many at most
	 * @throws NoSuchElementException if there is no such topic
	 * @throws IllegalStateException if the brokers don't answer
	 */
	Map<TopicPartition, LetterRange> last(DeadLetterTopic topic, int limit) {
		return asked(topic, () -> {
			Admin admin = this.admins.of(topic.listener());
			List<TopicPartition> partitions = partitions(admin, topic);
			return ReplayPlan.last(offsets(admin, topic, partitions, OffsetSpec.earliest()),
					offsets(admin, topic, partitions, OffsetSpec.latest()), limit);
		});
	}

	private static <T> T asked(DeadLetterTopic topic, Supplier<T> question) {
		try {
			return question.get();
		}
		catch (UnknownTopicOrPartitionException | InvalidTopicException ex) {
			throw new NoSuchElementException("There is no dead-letter topic '" + PlainText.of(topic.name(), 250)
					+ "' of " + topic.listener() + ". Its name is that of the topic with "
					+ "steady.kafka.failure.dead-letter-suffix='" + topic.policy().deadLetterSuffix() + "'", ex);
		}
		catch (KafkaException ex) {
			throw new IllegalStateException("The brokers refused to tell of the dead-letter topic '" + topic.name()
					+ "': " + FailureText.exception(ex), ex);
		}
	}

	private static List<TopicPartition> partitions(Admin admin, DeadLetterTopic topic) {
		Map<String, TopicDescription> descriptions = ClusterAdmins.await(
				admin.describeTopics(List.of(topic.name())).allTopicNames(), TIMEOUT,
				"the dead-letter topic '" + topic.name() + "'");
		return descriptions.values()
			.stream()
			.flatMap((description) -> description.partitions().stream())
			.map((partition) -> new TopicPartition(topic.name(), partition.partition()))
			.toList();
	}

	private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, DeadLetterTopic topic) {
		try {
			return ClusterAdmins.await(
					admin.listConsumerGroupOffsets(topic.group()).partitionsToOffsetAndMetadata(topic.group()), TIMEOUT,
					"the offsets of group '" + topic.group() + "'");
		}
		catch (GroupIdNotFoundException ex) {
			return Map.of();
		}
	}

	private static Map<TopicPartition, Long> offsets(Admin admin, DeadLetterTopic topic,
			List<TopicPartition> partitions, OffsetSpec spec) {
		Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
		partitions.forEach((partition) -> asked.put(partition, spec));
		Map<TopicPartition, ListOffsetsResultInfo> answer = ClusterAdmins.await(
				admin.listOffsets(asked, new ListOffsetsOptions(isolation(topic.listener()))).all(), TIMEOUT,
				"the offsets of topic '" + topic.name() + "'");
		Map<TopicPartition, Long> offsets = new HashMap<>();
		answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
		return offsets;
	}

	private static IsolationLevel isolation(ListenerContainer listener) {
		return listener.setting(ConsumerConfig.ISOLATION_LEVEL_CONFIG)
			.map((level) -> level.toLowerCase(Locale.ROOT))
			.filter("read_committed"::equals)
			.map((level) -> IsolationLevel.READ_COMMITTED)
			.orElse(IsolationLevel.READ_UNCOMMITTED);
	}

}
