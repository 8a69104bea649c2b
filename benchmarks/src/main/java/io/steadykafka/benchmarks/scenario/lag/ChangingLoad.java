package io.steadykafka.benchmarks.scenario.lag;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.steadykafka.benchmarks.scenario.support.Topic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Produces to several topics, at rates that can be changed.
 */
final class ChangingLoad implements AutoCloseable {

	/** Few, so that compaction finds something to do. */
	private static final int KEYS = 20;

	private static final String VALUE = "0123456789".repeat(10);

	private static final double LONGEST_TICK = 0.1;

	private final Producer<String, String> producer;

	private final Map<Topic, Integer> rates = new HashMap<>();

	private final Map<Topic, Double> due = new HashMap<>();

	private final Map<Topic, Integer> sent = new HashMap<>();

	private final Ticker ticker;

	private long last = System.nanoTime();

	private boolean paused;

	ChangingLoad(Producer<String, String> producer) {
		this.producer = producer;
		this.ticker = new Ticker(this::tick);
	}

	/**
	 * Change the rate of a topic.
	 * @param perSecond how many records a second; with 0 there are none when this returns
	 */
	synchronized void rate(Topic topic, int perSecond) {
		this.ticker.check();
		this.rates.put(topic, perSecond);
		if (perSecond == 0) {
			this.producer.flush();
		}
	}

	synchronized void pause() {
		this.ticker.check();
		this.paused = true;
		this.producer.flush();
	}

	synchronized void resume() {
		this.paused = false;
	}

	private synchronized void tick() {
		long now = System.nanoTime();
		double seconds = Math.min(LONGEST_TICK, (now - this.last) / (double) TimeUnit.SECONDS.toNanos(1));
		this.last = now;
		if (!this.paused) {
			this.rates.forEach((topic, perSecond) -> send(topic, perSecond * seconds));
		}
	}

	private void send(Topic topic, double more) {
		double records = this.due.merge(topic, more, Double::sum);
		for (; records >= 1; records--) {
			int record = this.sent.merge(topic, 1, Integer::sum);
			Future<RecordMetadata> unused = this.producer.send(new ProducerRecord<>(topic.name(),
					topic.partition(record), Integer.toString(record % KEYS), VALUE));
		}
		this.due.put(topic, records);
	}

	@Override
	public void close() {
		this.ticker.close();
		this.producer.close();
	}

}
