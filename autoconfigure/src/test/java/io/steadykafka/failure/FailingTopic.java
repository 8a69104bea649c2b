package io.steadykafka.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A topic of a test, and the group of the same name that reads it.
 */
public final class FailingTopic {

	private static final Broker broker = Broker.shared();

	private final String name;

	private FailingTopic(String name) {
		this.name = name;
	}

	public static FailingTopic create(String name, int partitions) {
		broker.createTopic(name, partitions);
		return of(name);
	}

	static FailingTopic of(String name) {
		return new FailingTopic(name);
	}

	public String name() {
		return this.name;
	}

	/**
	 * Send records to a partition, of which the first gets offset 0.
	 * @param records how many
	 */
	public void send(int partition, int records) {
		try (KafkaProducer<String, String> producer = broker.producer(Map.of())) {
			IntStream.range(0, records)
				.forEach((i) -> producer
					.send(new ProducerRecord<>(this.name, partition, "key-" + partition, "value-" + i)));
		}
	}

	/**
	 * Send one record to partition 0.
	 */
	public void send(String key, String value) {
		try (KafkaProducer<String, String> producer = broker.producer(Map.of())) {
			producer.send(new ProducerRecord<>(this.name, 0, key, value));
		}
	}

	public RunningApp start(Class<?> application, String... properties) {
		List<String> all = new ArrayList<>(List.of("topic=" + this.name,
				"spring.kafka.consumer.auto-offset-reset=earliest", "spring.kafka.listener.poll-timeout=1s",
				"steady.kafka.failure.backoff.initial-interval=50ms", "steady.kafka.failure.backoff.max-interval=200ms",
				"steady.kafka.failure.backoff.max-attempts=3"));
		for (String property : properties) {
			// It wins over one of the same name.
			String name = property.substring(0, property.indexOf('=') + 1);
			all.removeIf((other) -> other.startsWith(name));
			all.add(property);
		}
		return RunningApp.start(application, broker.servers(), all.toArray(String[]::new));
	}

	/**
	 * The committed offset of a partition.
	 * @return the offset, -1 if there is none
	 */
	public long committed(int partition) {
		try (Admin admin = broker.admin()) {
			OffsetAndMetadata offset = admin.listConsumerGroupOffsets(this.name)
				.partitionsToOffsetAndMetadata()
				.get()
				.get(new TopicPartition(this.name, partition));
			return (offset != null) ? offset.offset() : -1;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static List<ConsumerRecord<byte[], byte[]>> read(String topic, int records) {
		Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", broker.servers()));
		List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((partition) -> new TopicPartition(topic, partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			await().until(() -> {
				consumer.poll(Duration.ofMillis(200)).forEach(read::add);
				return read.size() >= records;
			});
			consumer.poll(Duration.ofMillis(200)).forEach(read::add);
		}
		return read;
	}

	public static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

}
