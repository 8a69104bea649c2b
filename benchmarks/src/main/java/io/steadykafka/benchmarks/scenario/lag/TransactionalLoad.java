package io.steadykafka.benchmarks.scenario.lag;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

import io.steadykafka.benchmarks.scenario.support.Topic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Produces in transactions of up to four seconds. One of five is aborted.
 */
final class TransactionalLoad implements AutoCloseable {

	private static final int LONGEST_TICKS = 200;

	private static final int ABORTED = 5;

	private final Topic topic;

	private final Producer<String, String> producer;

	private final Random random;

	/** The first offset of the open transaction on each partition. */
	private final Map<Integer, Long> openFrom = new ConcurrentHashMap<>();

	private final Ticker ticker;

	private boolean open;

	private int ticksLeft;

	private int sent;

	private boolean paused;

	TransactionalLoad(Topic topic, Producer<String, String> producer, int seed) {
		this.topic = topic;
		this.producer = producer;
		this.random = new Random(seed);
		producer.initTransactions();
		this.ticker = new Ticker(this::tick);
	}

	private synchronized void tick() {
		if (this.paused) {
			return;
		}
		if (!this.open) {
			begin();
		}
		send();
		if (this.ticksLeft-- == 0) {
			end();
		}
	}

	private void begin() {
		this.producer.beginTransaction();
		this.open = true;
		this.ticksLeft = this.random.nextInt(LONGEST_TICKS);
	}

	private void send() {
		for (int i = 0; i < this.topic.partitions(); i++) {
			Future<RecordMetadata> unused = this.producer.send(
					new ProducerRecord<>(this.topic.name(), this.topic.partition(this.sent++), "", "value"),
					(metadata, ex) -> {
						if (ex == null) {
							this.openFrom.merge(metadata.partition(), metadata.offset(), Math::min);
						}
					});
		}
	}

	private void end() {
		if (this.random.nextInt(ABORTED) == 0) {
			this.producer.abortTransaction();
		}
		else {
			this.producer.commitTransaction();
		}
		this.open = false;
		this.openFrom.clear();
	}

	/**
	 * Pause producing.
	 */
	synchronized Map<Integer, Long> pause(boolean leaveOpen) {
		this.ticker.check();
		this.paused = true;
		if (leaveOpen && !this.open) {
			begin();
			send();
		}
		else if (!leaveOpen && this.open) {
			end();
		}
		this.producer.flush();
		return new TreeMap<>(this.openFrom);
	}

	synchronized void resume() {
		this.paused = false;
	}

	@Override
	public void close() {
		this.ticker.close();
		this.producer.close();
	}

}
