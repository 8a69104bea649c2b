package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part of the topic for the records of resets, step by step and with a consumer
 * of its own, so that new messages are read meanwhile. For use by one thread.
 */
final class OlderResets implements AutoCloseable {

	/**
	 * Of one step.
	 */
	private static final Duration LONGEST = Duration.ofMillis(100);

	private final Map<String, Object> config;

	private final TopicPartition partition;

	private final long end;

	private long next;

	private @Nullable KafkaConsumer<byte[], byte[]> consumer;

	/**
	 * Create a reader that is not connected yet.
	 * @param end the offset after the last one that is of interest
	 */
	OlderResets(Map<String, Object> config, TopicPartition partition, long start, long end) {
		this.config = new HashMap<>(config);
		this.config.compute(ConsumerConfig.CLIENT_ID_CONFIG, (key, id) -> id + "-resets");
		// Retention may be faster.
		this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		this.partition = partition;
		this.next = start;
		this.end = end;
	}

	boolean isDone() {
		return this.next >= this.end;
	}

	/**
	 * The offset after what was read.
	 */
	long next() {
		return this.next;
	}

	/**
	 * Reads some.
	 */
	void read(Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
		KafkaConsumer<byte[], byte[]> open = (this.consumer != null) ? this.consumer : connect();
		for (ConsumerRecord<byte[], byte[]> message : open.poll(LONGEST)) {
			if (message.offset() < this.end && MessageFormat.isReset(message.key())) {
				receiver.accept(message);
			}
		}
		this.next = open.position(this.partition);
		if (isDone()) {
			close();
		}
	}

	private KafkaConsumer<byte[], byte[]> connect() {
		KafkaConsumer<byte[], byte[]> open = new KafkaConsumer<>(this.config);
		this.consumer = open;
		open.assign(List.of(this.partition));
		open.seek(this.partition, this.next);
		return open;
	}

	@Override
	public void close() {
		KafkaConsumer<byte[], byte[]> open = this.consumer;
		this.consumer = null;
		if (open != null) {
			open.close(CloseOptions.timeout(Duration.ZERO));
		}
	}

}
