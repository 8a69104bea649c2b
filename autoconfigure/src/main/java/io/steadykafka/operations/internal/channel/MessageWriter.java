package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages to the topic, on a thread of its own, which may wait for a broker. What
 * can't be written soon is dropped.
 */
final class MessageWriter {

	private static final int TIMEOUT = 3_000;

	private static final long BUFFER = 8L * 1024 * 1024;

	private final String topic;

	private final Map<String, Object> config;

	private final ChannelOutage outage;

	private final BackgroundThread thread;

	private @Nullable KafkaProducer<byte[], byte[]> producer;

	MessageWriter(String topic, Map<String, Object> consumerConfig, String clientId, ChannelOutage outage) {
		this.topic = topic;
		this.outage = outage;
		this.config = ClientConfigs.producer(consumerConfig, clientId);
		this.config.put(ProducerConfig.ACKS_CONFIG, "all");
		this.config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
		this.config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
		this.config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT);
		this.config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * TIMEOUT);
		this.config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
		this.thread = new BackgroundThread(clientId + "-writer").discarding();
	}

	/**
	 * The thread for its other methods.
	 */
	BackgroundThread thread() {
		return this.thread;
	}

	/**
	 * Writes a message, or removes it with {@code null}.
	 */
	void write(byte[] key, byte @Nullable [] value) {
		try {
			Future<RecordMetadata> unused = producer().send(new ProducerRecord<>(this.topic, 0, key, value),
					(written, ex) -> {
						if (ex != null) {
							failed(ex);
						}
					});
		}
		catch (KafkaException ex) {
			failed(ex);
		}
	}

	private void failed(Exception ex) {
		this.outage.failed("topic '" + this.topic + "' can't be written: " + ex.getClass().getSimpleName() + ": "
				+ PlainText.message(ex.getMessage()));
	}

	private KafkaProducer<byte[], byte[]> producer() {
		KafkaProducer<byte[], byte[]> open = this.producer;
		if (open == null) {
			open = new KafkaProducer<>(this.config);
			this.producer = open;
		}
		return open;
	}

	/**
	 * Writes one last message, and ends.
	 */
	void close(Runnable last) {
		this.thread.execute(() -> {
			last.run();
			KafkaProducer<byte[], byte[]> open = this.producer;
			this.producer = null;
			if (open != null) {
				open.close(Duration.ofSeconds(1));
			}
		});
		this.thread.shutdown();
		try {
			if (!this.thread.awaitTermination(2, TimeUnit.SECONDS)) {
				this.thread.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.thread.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
