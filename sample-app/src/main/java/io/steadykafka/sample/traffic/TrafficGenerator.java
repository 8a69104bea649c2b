package io.steadykafka.sample.traffic;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.steadykafka.sample.events.Order;
import io.steadykafka.sample.events.Payment;
import io.steadykafka.sample.events.Shipment;
import io.steadykafka.sample.topics.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Produces orders, payments and shipments at a steady rate, from the time on at which the
 * topics are there.
 */
class TrafficGenerator implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(TrafficGenerator.class);

	private static final Duration BETWEEN_TICKS = Duration.ofMillis(50);

	private static final long STOP_MILLIS = 5_000;

	private static final int CUSTOMERS = 1_000;

	private static final int CENTS = 10_000;

	private final KafkaTemplate<String, Object> template;

	private final BooleanSupplier topicsReady;

	private final Pacer pacer;

	private volatile @Nullable Thread thread;

	TrafficGenerator(KafkaTemplate<String, Object> template, BooleanSupplier topicsReady, int recordsPerSecond) {
		this.template = template;
		this.topicsReady = topicsReady;
		this.pacer = new Pacer(recordsPerSecond, System.nanoTime());
	}

	@Override
	public void start() {
		Thread thread = new Thread(this::produce, "sample-traffic");
		thread.setDaemon(true);
		this.thread = thread;
		thread.start();
	}

	@Override
	public void stop() {
		Thread thread = this.thread;
		this.thread = null;
		if (thread != null) {
			awaitEnd(thread);
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private static void awaitEnd(Thread thread) {
		try {
			// Not interrupted: it would be in the middle of sending.
			thread.join(STOP_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void produce() {
		while (isRunning()) {
			tick();
			LockSupport.parkNanos(BETWEEN_TICKS.toNanos());
		}
	}

	private void tick() {
		try {
			int due = this.pacer.due(System.nanoTime());
			for (int i = 0; i < due && isRunning() && this.topicsReady.getAsBoolean(); i++) {
				sendOne();
			}
		}
		catch (KafkaException ex) {
			logger.debug("Not sent, and counted by the producer listener", ex);
		}
		catch (RuntimeException ex) {
			// Thrown on, it would end the traffic without a word.
			logger.warn("No traffic could be produced", ex);
		}
	}

	private void sendOne() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		String id = new UUID(random.nextLong(), random.nextLong()).toString();
		String customer = "customer-" + random.nextInt(CUSTOMERS);
		BigDecimal amount = BigDecimal.valueOf(random.nextInt(CENTS), 2);
		send(Topics.ORDERS, customer, new Order(id, customer, amount, Instant.now()));
		send(Topics.PAYMENTS, customer, new Payment(id, amount));
		send(Topics.SHIPMENTS, customer, new Shipment(id, "carrier-" + random.nextInt(3)));
	}

	/**
	 * Doesn't wait: what fails, {@link SendFailures} is told.
	 * @param topic where to
	 * @param customer the key
	 * @param event what
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	private void send(String topic, String customer, Object event) {
		this.template.send(topic, customer, event);
	}

}
