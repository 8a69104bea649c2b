package io.steadykafka.benchmarks.scenario.lag;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.Topic;
import io.steadykafka.benchmarks.sidebyside.LogState;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Creates topics and reads the state of their logs, with requests of the benchmark.
 */
final class TopicLogs implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 2_000;

	private static final Duration READ_LIMIT = Duration.ofSeconds(2);

	private final String servers;

	private final Admin admin;

	TopicLogs(String servers) {
		this.servers = servers;
		this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
	}

	void create(Topic topic, Map<String, String> configuration) {
		get(this.admin
			.createTopics(List.of(new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(configuration)))
			.all());
	}

	void delete(Topic topic) {
		get(this.admin.deleteTopics(List.of(topic.name())).all());
	}

	void configure(Topic topic, String key, String value) {
		get(this.admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
				List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
			.all());
	}

	void commit(String group, Map<TopicPartition, Long> offsets) {
		Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
		offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
		get(this.admin.alterConsumerGroupOffsets(group, committed).all());
	}

	/**
	 * Read logs.
	 * @return the log of each partition; those that do not exist are not there
	 */
	Map<TopicPartition, LogState> states(Collection<Topic> topics) {
		Map<TopicPartition, String> ids = ids(topics);
		ListOffsetsResult start = offsets(ids.keySet(), OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
		ListOffsetsResult stable = offsets(ids.keySet(), OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
		ListOffsetsResult high = offsets(ids.keySet(), OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
		Map<TopicPartition, LogState> states = new HashMap<>();
		ids.forEach((partition, id) -> existing(start.partitionResult(partition))
			.flatMap((first) -> existing(stable.partitionResult(partition))
				.flatMap((lso) -> existing(high.partitionResult(partition))
					.map((end) -> new LogState(id, first.offset(), lso.offset(), end.offset()))))
			.ifPresent((state) -> states.put(partition, state)));
		return states;
	}

	private Map<TopicPartition, String> ids(Collection<Topic> topics) {
		Map<TopicPartition, String> ids = new HashMap<>();
		this.admin.describeTopics(topics.stream().map(Topic::name).toList())
			.topicNameValues()
			.forEach((name,
					answer) -> existing(answer).ifPresent((topic) -> topic.partitions()
						.forEach((partition) -> ids.put(new TopicPartition(name, partition.partition()),
								topic.topicId().toString()))));
		return ids;
	}

	private ListOffsetsResult offsets(Set<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
		Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
		partitions.forEach((partition) -> specs.put(partition, spec));
		return this.admin.listOffsets(specs, new ListOffsetsOptions(isolation).timeoutMs(TIMEOUT_MILLIS));
	}

	/**
	 * Count the records that can be read of a topic that nobody writes to.
	 */
	long records(Topic topic) {
		Map<String, Object> configuration = Map.of("bootstrap.servers", this.servers, "auto.offset.reset", "earliest");
		try (var consumer = new KafkaConsumer<>(configuration, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			Set<TopicPartition> partitions = new HashSet<>(ids(List.of(topic)).keySet());
			consumer.assign(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			Deadline deadline = new Deadline(Duration.ofSeconds(60));
			long records = 0;
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				records += consumer.poll(READ_LIMIT).count();
				deadline.check(topic.name() + " can't be read");
			}
			return records;
		}
	}

	/**
	 * Whether a part of a log holds nothing for a reader of committed records.
	 * @param to the one after the last; no more than the last stable offset
	 */
	boolean holdsNothing(TopicPartition partition, long from, long to) {
		Map<String, Object> configuration = Map.of("bootstrap.servers", this.servers, "auto.offset.reset", "none",
				"isolation.level", "read_committed");
		try (var consumer = new KafkaConsumer<>(configuration, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.assign(Set.of(partition));
			consumer.seek(partition, from);
			Deadline deadline = new Deadline(Duration.ofSeconds(60));
			while (consumer.position(partition) < to) {
				for (var read : consumer.poll(READ_LIMIT)) {
					if (read.offset() < to) {
						return false;
					}
				}
				deadline.check(partition + " can't be read");
			}
			return true;
		}
	}

	private static <T> Optional<T> existing(KafkaFuture<T> answer) {
		try {
			return Optional.of(answer.get());
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException
					|| ex.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
				return Optional.empty();
			}
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static <T> T get(KafkaFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.admin.close();
	}

}
