package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads timestamps of records, as many as it gets within a time limit. A record that was
 * compacted away stands for the next one. Used once, by one thread.
 */
final class RecordTimes {

	private static final Log logger = LogFactory.getLog(RecordTimes.class);

	private static final Duration POLL = Duration.ofMillis(100);

	private final Map<TopicPartition, Deque<Long>> wanted = new HashMap<>();

	private final Map<TopicPartition, Long> ends = new HashMap<>();

	private final Map<TopicPartition, Map<Long, Instant>> times = new HashMap<>();

	/**
	 * Asks for the record at an offset.
	 * @param end the log end, beyond the offset
	 */
	void want(TopicPartition partition, long offset, long end) {
		Deque<Long> offsets = this.wanted.computeIfAbsent(partition, (key) -> new ArrayDeque<>());
		if (!offsets.contains(offset)) {
			offsets.add(offset);
		}
		this.ends.put(partition, end);
	}

	/**
	 * Reads what is wanted.
	 * @param config the configuration of a consumer of bytes
	 * @return the timestamps that are known, by partition and offset
	 */
	Map<TopicPartition, Map<Long, Instant>> read(Map<String, Object> config, Duration limit) {
		if (this.wanted.isEmpty() || limit.isZero()) {
			return this.times;
		}
		long end = System.nanoTime() + limit.toNanos();
		try {
			Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(limited(config, limit));
			try {
				read(consumer, end);
			}
			finally {
				consumer.close(CloseOptions.timeout(Duration.ZERO));
			}
		}
		catch (KafkaException ex) {
			logger.debug("Could not read the timestamps of records", ex);
		}
		return this.times;
	}

	private static Map<String, Object> limited(Map<String, Object> config, Duration limit) {
		Map<String, Object> limited = new HashMap<>(config);
		// One of each partition is enough, and a record counts whether its transaction
		// was committed or not.
		limited.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
		limited.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);
		limited.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
		limited.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
		limited.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
		limited.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
		limited.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
		return limited;
	}

	private void read(Consumer<byte[], byte[]> consumer, long end) {
		Set<TopicPartition> partitions = Set.copyOf(this.wanted.keySet());
		consumer.assign(partitions);
		partitions.forEach((partition) -> seek(consumer, partition));
		while (!this.wanted.isEmpty() && System.nanoTime() - end < 0) {
			try {
				ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
				records.forEach((record) -> found(consumer, record));
				if (records.isEmpty()) {
					passOverEnds(consumer);
				}
			}
			catch (OffsetOutOfRangeException ex) {
				ex.partitions().forEach((partition) -> drop(consumer, partition));
			}
		}
	}

	private void seek(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
		Deque<Long> offsets = this.wanted.get(partition);
		Long next = (offsets != null) ? offsets.peek() : null;
		if (next != null) {
			consumer.seek(partition, next);
		}
		else {
			drop(consumer, partition);
		}
	}

	private void found(Consumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		Deque<Long> offsets = this.wanted.get(partition);
		Long offset = (offsets != null) ? offsets.poll() : null;
		if (offset != null && record.timestamp() >= 0) {
			this.times.computeIfAbsent(partition, (key) -> new HashMap<>())
				.put(offset, Instant.ofEpochMilli(record.timestamp()));
		}
		seek(consumer, partition);
	}

	/**
	 * Gives up offsets with no record at or after them, but ends of transactions.
	 */
	private void passOverEnds(Consumer<byte[], byte[]> consumer) {
		Set.copyOf(this.wanted.keySet()).forEach((partition) -> {
			if (position(consumer, partition) >= this.ends.getOrDefault(partition, Long.MAX_VALUE)) {
				Objects.requireNonNull(this.wanted.get(partition)).poll();
				seek(consumer, partition);
			}
		});
	}

	private static long position(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
		try {
			return consumer.position(partition, Duration.ofMillis(1));
		}
		catch (TimeoutException ex) {
			return -1;
		}
	}

	private void drop(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
		this.wanted.remove(partition);
		consumer.pause(Set.of(partition));
	}

}
