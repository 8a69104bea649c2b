package io.steadykafka.integration.operations;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends 2,000 records a second to the partitions of a topic in turn.
 */
final class Traffic implements AutoCloseable {

	private static final int AT_ONCE = 20;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final KafkaProducer<String, String> producer = Broker.shared().producer(Map.of("linger.ms", 5));

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLongArray ends;

	private final String topic;

	private final int partitions;

	/**
	 * Begins.
	 * @param before how many records each partition gets at once
	 */
	Traffic(String topic, int partitions, int before) {
		this.topic = topic;
		this.partitions = partitions;
		this.ends = new AtomicLongArray(partitions);
		// A broker that has made a partition a moment ago may refuse the first of many
		// batches, and those behind it come out of order until they time out.
		send(partitions);
		this.producer.flush();
		send((before - 1) * partitions);
		this.thread.scheduleAtFixedRate(() -> send(AT_ONCE), 0, AT_ONCE / 2, TimeUnit.MILLISECONDS);
	}

	private void send(int records) {
		for (int i = 0; i < records; i++) {
			int partition = (int) (this.sent.getAndIncrement() % this.partitions);
			this.producer.send(new ProducerRecord<>(this.topic, partition, "key", "value"), (written, failure) -> {
				if (failure == null) {
					this.ends.accumulateAndGet(partition, written.offset() + 1, Math::max);
				}
			});
		}
	}

	/**
	 * The end of a partition, so far as the broker has said.
	 */
	long end(int partition) {
		return this.ends.get(partition);
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
		this.producer.close();
	}

}
