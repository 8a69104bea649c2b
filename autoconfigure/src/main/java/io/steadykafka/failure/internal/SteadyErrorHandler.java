package io.steadykafka.failure.internal;

import java.time.Duration;
import java.util.List;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.internal.retry.BackOffPolicy;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.KafkaException.Level;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.listener.SeekUtils;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * The error handler of a container without transactions. It throws nothing, so that the
 * container logs nothing, and leaves nothing to be acknowledged.
 */
final class SteadyErrorHandler implements CommonErrorHandler {

	private static final LogAccessor SEEK_LOGGER = new LogAccessor(LogFactory.getLog(FailedRecord.class));

	/**
	 * The container's method for failures after the acknowledgement. Their exceptions
	 * tell them apart only where the listener has no error handler of its own.
	 */
	private static final String ASYNC_FAILURE = "handleAsyncFailure";

	private static final int NEAR = 16;

	private static final StackWalker walker = StackWalker.getInstance();

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private final FailureHandling handling;

	private final boolean async;

	SteadyErrorHandler(FailureHandling handling, boolean async) {
		this.handling = handling;
		this.async = async;
	}

	@Override
	public boolean seeksAfterHandling() {
		return true;
	}

	@Override
	public boolean isAckAfterHandle() {
		return false;
	}

	@Override
	public boolean deliveryAttemptHeader() {
		return true;
	}

	@Override
	public int deliveryAttempt(TopicPartitionOffset position) {
		return this.handling.failures().attempt(position);
	}

	@Override
	public void handleRemaining(Exception exception, List<ConsumerRecord<?, ?>> records, Consumer<?, ?> consumer,
			MessageListenerContainer container) {
		if (!this.async) {
			this.handling.failed(exception, records, consumer);
			return;
		}
		if (isAcknowledged()) {
			this.handling.failedAsync(exception, records.get(0), consumer);
			return;
		}
		this.handling.failed(exception, records, consumer);
		// The container waits forever for the acknowledgement of these records, unless
		// this throws the one exception that only Spring Kafka can create.
		SeekUtils.seekOrRecover(exception, records, consumer, container, false, (record, failure) -> false, SEEK_LOGGER,
				Level.DEBUG);
	}

	private static boolean isAcknowledged() {
		return walker
			.walk((frames) -> frames.limit(NEAR).anyMatch((frame) -> frame.getMethodName().equals(ASYNC_FAILURE)));
	}

	@Override
	public void handleBatch(Exception exception, ConsumerRecords<?, ?> batch, Consumer<?, ?> consumer,
			MessageListenerContainer container, Runnable invokeListener) {
		this.handling.failed(exception, batch, consumer, false);
	}

	@Override
	public void handleOtherException(Exception exception, Consumer<?, ?> consumer, MessageListenerContainer container,
			boolean batchListener) {
		int failed = this.handling.failures().log().poll(exception);
		Duration pause = new BackOffPolicy(SHORTEST_PAUSE, 2, LONGEST_PAUSE, Integer.MAX_VALUE).interval(failed);
		try {
			// The container polls again at once.
			ListenerUtils.stoppableSleep(container, pause.toMillis());
		}
		catch (InterruptedException ex) {
			// Not restored: it would not end the container, but make each further pause
			// zero.
		}
	}

}
