package io.steadykafka.benchmarks.scenario.support;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.steadykafka.benchmarks.journal.Values;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Produces records at an even rate, on its own thread, until it is ended.
 */
public final class SteadyStream implements AutoCloseable {

	private final Topic topic;

	private final Producer<String, String> producer;

	private final String value;

	private final long gapNanos;

	private final Map<Integer, String> special = new ConcurrentHashMap<>();

	private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

	private final Thread thread = new Thread(this::produce, "stream");

	private volatile boolean ended;

	private volatile int produced;

	SteadyStream(Topic topic, Producer<String, String> producer, String value, int perSecond) {
		this.topic = topic;
		this.producer = producer;
		this.value = value;
		this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
		this.thread.setDaemon(true);
	}

	SteadyStream start() {
		this.thread.start();
		return this;
	}

	/**
	 * Let the next record of a partition keep its handler busy.
	 */
	public void busy(int partition, Duration time) {
		this.special.put(partition, Values.busyFor(time));
	}

	/**
	 * Stop producing.
	 */
	public int end() {
		close();
		Exception failed = this.failure.get();
		if (failed != null) {
			throw new IllegalStateException("Records could not be produced", failed);
		}
		return this.produced;
	}

	@Override
	public void close() {
		this.ended = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		this.producer.close();
	}

	private void produce() {
		this.producer.partitionsFor(this.topic.name());
		long start = System.nanoTime();
		for (int record = 0; !this.ended; record++) {
			awaitTime(start + record * this.gapNanos);
			int partition = this.topic.partition(record);
			String special = this.special.remove(partition);
			Future<RecordMetadata> unused = this.producer.send(
					new ProducerRecord<>(this.topic.name(), partition, "", (special != null) ? special : this.value),
					(metadata, ex) -> keep(ex));
			this.produced = record + 1;
		}
	}

	private void keep(@Nullable Exception ex) {
		if (ex != null) {
			this.failure.compareAndSet(null, ex);
		}
	}

	private void awaitTime(long nanos) {
		for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
			LockSupport.parkNanos(this, left);
		}
	}

}
