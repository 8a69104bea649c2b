package io.steadykafka.operations.internal.replay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.SerializationUtils;

/**
 * Has a listener process records on the thread of a replay, and returns when it is done
 * with them, also if it works on other threads.
 */
final class ReplayedListener {

	private static final LogAccessor logger = new LogAccessor(LogFactory.getLog(ReplayedListener.class));

	private static final Duration DEFAULT_LONGEST = Duration.ofMinutes(5);

	private final ListenerContainer listener;

	private final ListenerCall call;

	private final boolean acknowledges;

	private final @Nullable FutureFailures futures;

	private final Duration longest;

	ReplayedListener(ListenerContainer listener) {
		this.listener = listener;
		this.call = ListenerCall.of(listener.container());
		AckMode mode = listener.container().getContainerProperties().getAckMode();
		this.acknowledges = listener.isAsync() || mode == AckMode.MANUAL || mode == AckMode.MANUAL_IMMEDIATE;
		this.futures = (listener.isAsync()) ? new FutureFailures(listener) : null;
		this.longest = listener.setting(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG)
			.map((millis) -> Duration.ofMillis(Long.parseLong(millis)))
			.orElse(DEFAULT_LONGEST);
	}

	/**
	 * Why records can't be replayed to a listener.
	 * @return the reason, {@code null} if they can
	 */
	static @Nullable String obstacle(ListenerContainer listener) {
		Object present = listener.container().getContainerProperties().getMessageListener();
		if (listener.group().isEmpty()) {
			return "it has no group, which has to remember how far replays came. Give it a group id";
		}
		if (!(present instanceof MessageListener<?, ?>) && !(present instanceof BatchMessageListener<?, ?>)) {
			return "it is neither a MessageListener nor a BatchMessageListener";
		}
		if (listener.isAsync() && !listener.isAcknowledgedByAll()) {
			return "it works asynchronously with a filter or in a transaction, so that nothing tells when it is done "
					+ "with a record";
		}
		return null;
	}

	/**
	 * Whether it gets several records at once. One that acknowledges them itself gets one
	 * at a time, so that each has an outcome of its own.
	 */
	boolean takesBatches() {
		return this.listener.isBatch() && !this.acknowledges;
	}

	/**
	 * Processes records.
	 * @param attempt the number of the attempt, from 1 on
	 * @throws ReplayEndedException if the listener does not come to an end with them
	 * @throws Exception if the listener failed on them
	 */
	void process(List<ConsumerRecord<Object, Object>> records, int attempt, Consumer<Object, Object> consumer)
			throws Exception {
		for (ConsumerRecord<Object, Object> record : records) {
			check(record);
			enrich(record.headers(), attempt);
		}
		ReplayAcknowledgment acknowledgment = (this.acknowledges)
				? new ReplayAcknowledgment(records.get(0), this.futures) : null;
		KafkaUtils.setConsumerGroupId(this.listener.group());
		try {
			this.call.call(records, acknowledgment, consumer);
		}
		finally {
			KafkaUtils.clearConsumerGroupId();
			// An interrupt that it leaves behind was meant for what it did.
			Thread.interrupted();
		}
		if (acknowledgment != null) {
			await(acknowledgment, records.get(0));
		}
	}

	private void await(ReplayAcknowledgment acknowledgment, ConsumerRecord<?, ?> record) throws Exception {
		if (!this.listener.isAcknowledgedByAll()) {
			acknowledgment.check();
			return;
		}
		try {
			acknowledgment.await(this.longest);
		}
		catch (TimeoutException ex) {
			throw new ReplayEndedException("The listener did not acknowledge " + record.topic() + "-"
					+ record.partition() + "@" + record.offset() + " within max.poll.interval.ms="
					+ this.longest.toMillis() + ". The next replay begins with it");
		}
		catch (InterruptedException ex) {
			throw new ReplayEndedException("Stopped while the listener had " + record.topic() + "-" + record.partition()
					+ "@" + record.offset() + " in hand. The next replay begins with it");
		}
	}

	/**
	 * What an {@code ErrorHandlingDeserializer} could not decode does not reach the
	 * listener.
	 */
	private static void check(ConsumerRecord<?, ?> record) {
		check(record, record.value(), KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER);
		check(record, record.key(), KafkaUtils.KEY_DESERIALIZER_EXCEPTION_HEADER);
	}

	private static void check(ConsumerRecord<?, ?> record, @Nullable Object part, String header) {
		DeserializationException failure = (part == null && record.headers().lastHeader(header) != null)
				? SerializationUtils.getExceptionFromHeader(record, header, logger) : null;
		if (failure != null) {
			throw failure;
		}
	}

	private void enrich(Headers headers, int attempt) {
		headers.remove(KafkaHeaders.DELIVERY_ATTEMPT);
		headers.add(KafkaHeaders.DELIVERY_ATTEMPT, ByteBuffer.allocate(Integer.BYTES).putInt(attempt).array());
		byte[] info = this.listener.container().getListenerInfo();
		if (info != null) {
			headers.remove(KafkaHeaders.LISTENER_INFO);
			headers.add(KafkaHeaders.LISTENER_INFO, info);
		}
	}

}
