package io.steadykafka.operations.internal.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import io.steadykafka.operations.internal.replay.letters.LetterRange;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads the dead letters of a plan, with a consumer as the listener has it, but without
 * joining a group: a listener may take as long as it likes. For one thread.
 * <p>
 * Each commit carries the mark of its replay. If another one's mark is there, as another
 * instance has begun a replay, that one goes on and this one ends.
 */
final class ReplayConsumer implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(200);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private static final int LONGEST_MARK = 100;

	private final Map<TopicPartition, LetterRange> ranges;

	private final String group;

	private final String mark;

	private final Consumer<Object, Object> consumer;

	@SuppressWarnings("unchecked")
	ReplayConsumer(DeadLetterTopic topic, ReplayPlan plan, String id) {
		this.ranges = plan.pending();
		this.group = topic.group();
		this.mark = "steady-kafka-replay " + id;
		this.consumer = ((ConsumerFactory<Object, Object>) topic.listener().consumerFactory())
			.createConsumer(this.group, "steady-kafka-replay-" + id, "", properties(topic.listener()));
	}

	private static Properties properties(ListenerContainer listener) {
		Properties properties = listener.ownProperties();
		properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
		properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
		properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
		// What retention has deleted meanwhile is passed over.
		properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		return properties;
	}

	Consumer<Object, Object> consumer() {
		return this.consumer;
	}

	/**
	 * Starts to read, and says so to others.
	 */
	void begin() {
		this.consumer.assign(this.ranges.keySet());
		Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
		this.ranges.forEach((partition, range) -> {
			this.consumer.seek(partition, range.start());
			starts.put(partition, marked(range.start()));
		});
		commit(starts);
	}

	private OffsetAndMetadata marked(long offset) {
		return new OffsetAndMetadata(offset, this.mark);
	}

	/**
	 * Reads the next records, by partition in their order.
	 */
	List<ConsumerRecord<Object, Object>> poll() {
		List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
		this.consumer.poll(POLL).forEach((record) -> {
			LetterRange range = this.ranges.get(new TopicPartition(record.topic(), record.partition()));
			if (range != null && record.offset() < range.end()) {
				records.add(record);
			}
		});
		return records;
	}

	/**
	 * How many offsets are to be read still, by the positions of the consumer.
	 */
	long remaining() {
		long remaining = 0;
		for (Map.Entry<TopicPartition, LetterRange> range : this.ranges.entrySet()) {
			long position = this.consumer.position(range.getKey());
			if (position >= range.getValue().end()) {
				this.consumer.pause(Set.of(range.getKey()));
			}
			remaining += Math.max(0, range.getValue().end() - position);
		}
		return remaining;
	}

	/**
	 * Continues after a record that can't be decoded.
	 */
	void pass(TopicPartition partition, long offset) {
		this.consumer.seek(partition, offset + 1);
	}

	/**
	 * Where the replay goes on after records.
	 */
	Map<TopicPartition, OffsetAndMetadata> after(List<? extends ConsumerRecord<?, ?>> records) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
		records.forEach((record) -> offsets.put(new TopicPartition(record.topic(), record.partition()),
				marked(record.offset() + 1)));
		return offsets;
	}

	Map<TopicPartition, OffsetAndMetadata> after(TopicPartition partition, long offset) {
		return Map.of(partition, marked(offset + 1));
	}

	/**
	 * Ends the replay if another one took over.
	 */
	void check(Set<TopicPartition> partitions) {
		Map<TopicPartition, OffsetAndMetadata> committed;
		try {
			committed = this.consumer.committed(partitions, TIMEOUT);
		}
		catch (KafkaException ex) {
			throw new ReplayEndedException("The offsets of group '" + this.group + "' could not be read: "
					+ FailureText.exception(ex) + ". Start the replay again");
		}
		committed.forEach((partition, offset) -> {
			if (offset == null || !this.mark.equals(offset.metadata())) {
				throw new ReplayEndedException("Another replay of '" + partition.topic()
						+ "' took over, or somebody changed the offsets of group '" + this.group + "': " + partition
						+ ((offset != null) ? " is at " + offset.offset() + ", marked '"
								+ PlainText.of(offset.metadata(), LONGEST_MARK) + "'" : " has none"));
			}
		});
	}

	void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
		try {
			this.consumer.commitSync(offsets, TIMEOUT);
		}
		catch (KafkaException ex) {
			throw new ReplayEndedException("The offsets of group '" + this.group + "' could not be committed: "
					+ FailureText.exception(ex) + ". The next replay may begin with records that were replayed. "
					+ "Nobody else may consume with that group");
		}
	}

	@Override
	public void close() {
		this.consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
	}

}
