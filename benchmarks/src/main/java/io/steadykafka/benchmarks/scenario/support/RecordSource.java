package io.steadykafka.benchmarks.scenario.support;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Produces the records of a topic.
 */
public final class RecordSource {

	private static final String KEY = "";

	private static final String VALUE = "0123456789abcdefghi".repeat(10);

	private final Map<String, Object> configuration = new HashMap<>();

	private final Topic topic;

	RecordSource(String servers, Topic topic) {
		this.topic = topic;
		this.configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
		this.configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
		this.configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
		// Offsets are as in Topic whatever has to be sent again.
		this.configuration.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
	}

	/**
	 * Produce records of 190 bytes as fast as can be.
	 */
	public void produce() {
		this.configuration.put(ProducerConfig.LINGER_MS_CONFIG, 20);
		this.configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
		produce((record) -> VALUE, 0);
	}

	/**
	 * Produce records at an even pace, each at once.
	 * @param failing the record whose value says that it fails; -1 for none
	 */
	public void produceEvenly(int perSecond, int failing) {
		this.configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
		produce((record) -> (record == failing) ? "fails" : VALUE, TimeUnit.SECONDS.toNanos(1) / perSecond);
	}

	/**
	 * Produce records of one partition, and wait until the broker has them.
	 */
	public void produceTo(int partition, int records) {
		try (var producer = new KafkaProducer<String, String>(this.configuration)) {
			for (int i = 0; i < records; i++) {
				Future<RecordMetadata> unused = producer
					.send(new ProducerRecord<>(this.topic.name(), partition, KEY, VALUE));
			}
		}
	}

	/**
	 * Produce records at an even pace, each at once, until told to end.
	 */
	SteadyStream stream(int perSecond) {
		this.configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
		return new SteadyStream(this.topic, new KafkaProducer<>(this.configuration), VALUE, perSecond).start();
	}

	private void produce(IntFunction<String> values, long gapNanos) {
		Queue<Exception> failures = new ConcurrentLinkedQueue<>();
		try (var producer = new KafkaProducer<String, String>(this.configuration)) {
			producer.partitionsFor(this.topic.name());
			long start = System.nanoTime();
			for (int i = 0; i < this.topic.records(); i++) {
				awaitTime(start + i * gapNanos);
				Future<RecordMetadata> unused = producer.send(
						new ProducerRecord<>(this.topic.name(), this.topic.partition(i), KEY, values.apply(i)),
						(metadata, ex) -> Optional.ofNullable(ex).ifPresent(failures::add));
			}
		}
		if (!failures.isEmpty()) {
			throw new IllegalStateException("Records could not be produced", failures.peek());
		}
	}

	private void awaitTime(long nanos) {
		for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
			LockSupport.parkNanos(this, left);
		}
	}

}
