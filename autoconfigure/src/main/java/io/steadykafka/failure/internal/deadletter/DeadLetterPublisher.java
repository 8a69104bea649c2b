package io.steadykafka.failure.internal.deadletter;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.steadykafka.failure.internal.retry.FailedAttempt;
import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.ClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * Publishes dead letters to one cluster, in the largest form that fits. It has a thread
 * of its own, which may wait for a broker, and creates its clients on first use.
 */
final class DeadLetterPublisher {

	private static final Duration LONGEST = Duration.ofSeconds(40);

	/**
	 * An answer that takes longer counts as none: a later attempt may get one.
	 */
	private static final int TIMEOUT = 10_000;

	private static final int DELIVERY_TIMEOUT = 30_000;

	/**
	 * The topic's own limit decides how large a record may be.
	 */
	private static final int LARGEST_REQUEST = 100 * 1024 * 1024;

	/**
	 * How long the partition count of a topic is cached.
	 */
	private static final Duration CACHED = Duration.ofSeconds(10);

	/**
	 * A topic limits the compressed size, and the original record may have been
	 * compressed. Data that can't be compressed grows, so both are tried. Gzip needs no
	 * native code.
	 */
	private static final List<String> COMPRESSIONS = List.of("none", "gzip");

	private final Map<String, KafkaProducer<byte[], byte[]>> producers = new HashMap<>();

	private final Map<String, Known> topics = new HashMap<>();

	private final BackgroundThread executor;

	private final Map<String, Object> config;

	private final String clientId;

	private final DeadLetterForms forms = new DeadLetterForms();

	private @Nullable Admin admin;

	DeadLetterPublisher(Map<String, Object> config, String clientId) {
		this.config = config;
		this.clientId = clientId;
		this.executor = new BackgroundThread(clientId);
	}

	/**
	 * The cluster's thread, the only one for its other methods.
	 */
	Executor executor() {
		return this.executor;
	}

	/**
	 * Publishes a record and waits for the broker's acknowledgement.
	 * @throws UndeliverableException if that fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	void publish(FailedAttempt failure, String group, String topic)
			throws UndeliverableException, InterruptedException {
		try {
			int partitions = partitions(topic);
			ConsumerRecord<byte[], byte[]> raw = (failure.raw() != null) ? failure.raw()
					: RawRecordReader.read(readerConfig(), failure.partition(), failure.offset());
			// A topic without this partition lets the key decide.
			int partition = (raw.partition() < partitions) ? raw.partition() : -1;
			send(this.forms.of(raw, wrapped(failure.exception(), group), new TopicPartition(topic, partition)));
		}
		catch (RecordTooLargeException ex) {
			throw new UndeliverableException("it is too large for '" + topic + "', even without added headers: "
					+ FailureText.exception(ex) + ". Raise max.message.bytes of that topic");
		}
		catch (TimeoutException | KafkaException ex) {
			throw new UndeliverableException("publishing to '" + topic + "' failed: " + FailureText.exception(ex));
		}
	}

	private void send(List<ProducerRecord<byte[], byte[]>> forms) throws InterruptedException, TimeoutException {
		RecordTooLargeException tooLarge = new RecordTooLargeException();
		for (ProducerRecord<byte[], byte[]> form : forms) {
			for (String compression : COMPRESSIONS) {
				try {
					send(form, compression);
					return;
				}
				catch (RecordTooLargeException ex) {
					tooLarge = ex;
				}
			}
		}
		throw tooLarge;
	}

	private void send(ProducerRecord<byte[], byte[]> letter, String compression)
			throws InterruptedException, TimeoutException {
		try {
			producer(compression).send(letter).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof KafkaException failure) ? failure : new KafkaException(ex.getCause());
		}
	}

	private static Exception wrapped(Exception exception, String group) {
		// The group's header is derived from this exception.
		return (exception instanceof ListenerExecutionFailedException failed && failed.getGroupId() != null) ? exception
				: new ListenerExecutionFailedException("Record can't be delivered", group, exception);
	}

	/**
	 * The partition count of a topic.
	 * @throws UndeliverableException if it does not exist or there is no answer
	 * @throws InterruptedException if the thread is interrupted
	 */
	int partitions(String topic) throws UndeliverableException, InterruptedException {
		Known known = this.topics.get(topic);
		if (known == null || System.nanoTime() - known.since > CACHED.toNanos()) {
			known = new Known(lookUp(topic), System.nanoTime());
			this.topics.put(topic, known);
		}
		return known.partitions;
	}

	private int lookUp(String topic) throws UndeliverableException, InterruptedException {
		try {
			Map<String, TopicDescription> topics = admin().describeTopics(List.of(topic))
				.allTopicNames()
				.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
			return topics.values().stream().mapToInt((description) -> description.partitions().size()).sum();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
				throw new UndeliverableException("the dead-letter topic '" + topic + "' does not exist. Create it: "
						+ "kafka-topics.sh --bootstrap-server … --create --topic " + topic);
			}
			throw new UndeliverableException("the dead-letter topic '" + topic + "' could not be looked up: "
					+ FailureText.exception(Objects.requireNonNullElse(ex.getCause(), ex)));
		}
		catch (TimeoutException ex) {
			throw new UndeliverableException("the dead-letter topic '" + topic + "' could not be looked up in time");
		}
	}

	private Admin admin() {
		Admin open = this.admin;
		if (open == null) {
			Map<String, Object> config = ClientConfigs.admin(this.config, this.clientId);
			config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
			config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
			open = Admin.create(config);
			this.admin = open;
		}
		return open;
	}

	private KafkaProducer<byte[], byte[]> producer(String compression) {
		return this.producers.computeIfAbsent(compression, (key) -> {
			Map<String, Object> producer = ClientConfigs.producer(this.config, this.clientId + "-" + key);
			producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, key);
			producer.put(ProducerConfig.ACKS_CONFIG, "all");
			producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
			producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT);
			producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT);
			producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
			producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) LARGEST_REQUEST);
			return new KafkaProducer<>(producer);
		});
	}

	private Map<String, Object> readerConfig() {
		Map<String, Object> reader = ClientConfigs.reader(this.config, this.clientId);
		reader.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
		reader.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
		reader.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
		return reader;
	}

	/**
	 * Closes the clients, on any thread.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void close() throws InterruptedException {
		this.executor.shutdownNow();
		if (!this.executor.awaitTermination(1, TimeUnit.SECONDS)) {
			// The thread, a daemon, still uses the clients.
			return;
		}
		if (this.admin != null) {
			this.admin.close(Duration.ZERO);
		}
		this.producers.values().forEach((producer) -> producer.close(Duration.ZERO));
	}

	private record Known(int partitions, long since) {

	}

}
