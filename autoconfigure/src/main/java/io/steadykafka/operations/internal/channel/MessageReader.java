package io.steadykafka.operations.internal.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.operations.internal.channel.OperationsTopic.RefusedException;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads all messages of the topic, on a thread of its own and in no group. Connects anew
 * when nothing comes back for long.
 */
final class MessageReader {

	/**
	 * An instance that starts, or connects anew, learns of those that reported shortly
	 * before, and then of older resets. What it reads twice does no harm.
	 */
	private static final Duration BACK = Duration.ofMinutes(1);

	private static final Duration MEANWHILE = Duration.ofMillis(10);

	private static final int TIMEOUT = 10_000;

	/**
	 * Bounds how often a broker is asked, whatever the number of messages, and so how
	 * long one takes to arrive.
	 */
	private static final int FETCH_WAIT = 200;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final TopicPartition partition;

	private final Map<String, Object> config;

	private final OperationsTopic topic;

	private final ChannelOutage outage;

	private final Duration interval;

	private final Clock clock;

	private final Receiver receiver;

	private final Thread thread;

	/**
	 * The offset after what was read from the start of the log. For the reader's thread.
	 */
	private long next;

	private volatile boolean isConnected;

	private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

	MessageReader(OperationsTopic topic, TopicPartition partition, Map<String, Object> consumerConfig, String clientId,
			ChannelOutage outage, Duration interval, Clock clock, Receiver receiver) {
		this.topic = topic;
		this.partition = partition;
		this.outage = outage;
		this.interval = interval;
		this.clock = clock;
		this.receiver = receiver;
		this.config = ClientConfigs.reader(consumerConfig, clientId);
		// Nobody writes in transactions; one that is left open would hold up everything.
		this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
		this.config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT);
		this.config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, MessageFormat.LARGEST);
		this.config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
		this.config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
		this.thread = new Thread(this::run, clientId + "-reader");
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Whether there is a topic that is read.
	 */
	boolean isConnected() {
		return this.isConnected;
	}

	private void run() {
		try {
			boolean goesOn = true;
			while (goesOn) {
				goesOn = !this.closed.await(connectAndRead().toMillis(), TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			// The end.
		}
	}

	/**
	 * Reads until that fails.
	 * @return when to try again
	 */
	private Duration connectAndRead() throws InterruptedException {
		try {
			this.topic.ensure();
			read();
		}
		catch (RefusedException ex) {
			this.outage.refused(String.valueOf(ex.getMessage()));
			return this.interval.multipliedBy(12);
		}
		catch (RuntimeException | Error ex) {
			this.outage.failed("topic '" + this.partition.topic() + "' can't be read: " + ex.getClass().getSimpleName()
					+ ": " + PlainText.message(ex.getMessage()));
		}
		return this.interval.multipliedBy(2);
	}

	private void read() {
		KafkaConsumer<byte[], byte[]> open = new KafkaConsumer<>(this.config);
		this.consumer = open;
		try {
			open.assign(List.of(this.partition));
			long live = end(open);
			long recent = start(open, live);
			this.next = unread(open, live);
			open.seek(this.partition, recent);
			this.isConnected = true;
			this.receiver.connected();
			read(open, recent, live);
		}
		finally {
			this.isConnected = false;
			this.consumer = null;
			open.close(CloseOptions.timeout(Duration.ZERO));
		}
	}

	private void read(KafkaConsumer<byte[], byte[]> open, long recent, long live) {
		long since = this.clock.millis();
		boolean isCaughtUp = false;
		try (OlderResets older = new OlderResets(this.config, this.partition, this.next, recent)) {
			while (this.closed.getCount() > 0 && !isSilent(since)) {
				if (!isCaughtUp && open.position(this.partition) >= live) {
					isCaughtUp = true;
					this.receiver.caughtUp();
				}
				boolean isReadingOlder = isCaughtUp && !older.isDone();
				for (ConsumerRecord<byte[], byte[]> message : open.poll((isReadingOlder) ? MEANWHILE : this.interval)) {
					this.receiver.received(message, message.offset() >= live);
				}
				if (isReadingOlder) {
					older.read((message) -> this.receiver.received(message, false));
				}
				this.next = (older.isDone()) ? open.position(this.partition) : older.next();
			}
		}
	}

	private boolean isSilent(long since) {
		Duration longest = this.interval.multipliedBy(6);
		return this.outage.silence().compareTo(longest) > 0 && this.clock.millis() - since > longest.toMillis();
	}

	private long end(KafkaConsumer<byte[], byte[]> open) {
		Long end = open.endOffsets(List.of(this.partition)).get(this.partition);
		return (end != null) ? end : 0;
	}

	private long start(KafkaConsumer<byte[], byte[]> open, long end) {
		OffsetAndTimestamp found = open.offsetsForTimes(Map.of(this.partition, this.clock.millis() - BACK.toMillis()))
			.get(this.partition);
		return (found != null) ? found.offset() : end;
	}

	/**
	 * The start of what was not read yet, or of the log.
	 */
	private long unread(KafkaConsumer<byte[], byte[]> open, long end) {
		Long begin = open.beginningOffsets(List.of(this.partition)).get(this.partition);
		return Math.max((begin != null) ? begin : 0, (this.next <= end) ? this.next : 0);
	}

	void close() {
		this.closed.countDown();
		KafkaConsumer<byte[], byte[]> open = this.consumer;
		if (open != null) {
			open.wakeup();
		}
		try {
			this.thread.join(TIMEOUT / 10);
			this.thread.interrupt();
		}
		catch (InterruptedException ex) {
			this.thread.interrupt();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Takes what is read, on the reader's thread.
	 */
	interface Receiver {

		void connected();

		/**
		 * What was written shortly before the connection was made has been read.
		 */
		void caughtUp();

		/**
		 * Takes a message.
		 * @param isLive whether it was written after the connection was made
		 */
		void received(ConsumerRecord<byte[], byte[]> message, boolean isLive);

	}

}
