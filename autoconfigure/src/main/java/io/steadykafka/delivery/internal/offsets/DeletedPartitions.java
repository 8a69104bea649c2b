package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that a consumer still owns although the brokers have them no more: their
 * topic was deleted. Kafka tries a commit of them again until its time is over, a minute
 * by default. Not for use by several threads.
 */
public final class DeletedPartitions {

	/**
	 * How long a commit is tried before the brokers are asked whether its partitions
	 * exist.
	 */
	public static final Duration PATIENCE = Duration.ofSeconds(2);

	/**
	 * They are asked for all topics, and no more often by the commits of brokers that are
	 * slow.
	 */
	static final Duration PAUSE = Duration.ofSeconds(30);

	/**
	 * A topic of the same name may be created again, and its partition be assigned by
	 * hand: then nobody tells.
	 */
	static final Duration BELIEVED = Duration.ofMinutes(1);

	/**
	 * What is counted of a commit that was not sent.
	 */
	static final String RESULT = "lost";

	private static final Log logger = LogFactory.getLog(DeletedPartitions.class);

	private final Consumer<?, ?> consumer;

	private final CommitResults results;

	private final UnaryOperator<Duration> deadline;

	private final LongSupplier nanoTime;

	private final Map<TopicPartition, Long> foundAt = new HashMap<>();

	private @Nullable Long askedAt;

	DeletedPartitions(Consumer<?, ?> consumer, CommitResults results, UnaryOperator<Duration> deadline,
			LongSupplier nanoTime) {
		this.consumer = consumer;
		this.results = results;
		this.deadline = deadline;
		this.nanoTime = nanoTime;
	}

	/**
	 * Commit synchronously. Partitions that turn out to be missing are no reason to fail.
	 * @param timeout how long it may take
	 * @return why it failed, {@code null} if it did not
	 */
	@Nullable KafkaException commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		Duration whole = this.deadline.apply(timeout);
		if (whole.compareTo(PATIENCE) <= 0) {
			return send(offsets, whole);
		}
		long start = this.nanoTime.getAsLong();
		KafkaException failure = send(offsets, PATIENCE);
		if (!(failure instanceof TimeoutException)) {
			return failure;
		}
		findDeleted(offsets);
		Map<TopicPartition, OffsetAndMetadata> present = present(offsets);
		if (present.isEmpty()) {
			return null;
		}
		Duration rest = this.deadline.apply(whole.minusNanos(this.nanoTime.getAsLong() - start));
		return (rest.toMillis() > 0) ? send(present, rest) : failure;
	}

	private @Nullable KafkaException send(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		try {
			this.consumer.commitSync(offsets, timeout);
			return null;
		}
		catch (KafkaException ex) {
			return ex;
		}
	}

	/**
	 * Drop offsets of partitions that are known to be missing, and count them.
	 */
	Map<TopicPartition, OffsetAndMetadata> without(Map<TopicPartition, OffsetAndMetadata> offsets) {
		Map<TopicPartition, OffsetAndMetadata> present = present(offsets);
		if (present.size() < offsets.size()) {
			Map<TopicPartition, OffsetAndMetadata> dropped = new HashMap<>(offsets);
			dropped.keySet().removeAll(present.keySet());
			this.results.dropped(dropped);
		}
		return present;
	}

	private Map<TopicPartition, OffsetAndMetadata> present(Map<TopicPartition, OffsetAndMetadata> offsets) {
		if (this.foundAt.isEmpty()) {
			return offsets;
		}
		long now = this.nanoTime.getAsLong();
		this.foundAt.values().removeIf((found) -> now - found > BELIEVED.toNanos());
		Map<TopicPartition, OffsetAndMetadata> present = new HashMap<>(offsets);
		present.keySet().removeAll(this.foundAt.keySet());
		return present;
	}

	/**
	 * Ask the brokers which partitions are missing. What is not known is not missing.
	 */
	private void findDeleted(Map<TopicPartition, OffsetAndMetadata> offsets) {
		long start = this.nanoTime.getAsLong();
		if (this.askedAt != null && start - this.askedAt < PAUSE.toNanos()) {
			return;
		}
		this.askedAt = start;
		Map<String, List<PartitionInfo>> topics;
		try {
			// To ask for one topic might create it.
			topics = this.consumer.listTopics(PATIENCE);
		}
		catch (KafkaException ex) {
			logger.debug("Could not look which topics of " + this.results.listener() + " exist", ex);
			return;
		}
		Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>(offsets);
		missing.keySet().removeAll(existing(topics));
		if (!missing.isEmpty()) {
			long now = this.nanoTime.getAsLong();
			missing.keySet().forEach((partition) -> this.foundAt.put(partition, now));
			logger.warn("Commits of " + this.results.listener() + " are dropped: " + missing
					+ ". The brokers don't have these partitions any more, so nothing of them can be delivered again. "
					+ "Was their topic deleted? Further commits of them are counted");
		}
	}

	private static Set<TopicPartition> existing(Map<String, List<PartitionInfo>> topics) {
		Set<TopicPartition> existing = new HashSet<>();
		topics.forEach((topic, partitions) -> partitions
			.forEach((partition) -> existing.add(new TopicPartition(topic, partition.partition()))));
		return existing;
	}

	void forget(Collection<TopicPartition> partitions) {
		partitions.forEach(this.foundAt::remove);
	}

}
