package io.steadykafka.failure.internal;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.failure.internal.retry.FailedAttempt;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * The failures of a listener in the session of one of its members.
 */
final class FailureHooks implements SessionHooks {

	private final ListenerFailures failures;

	private final Consumer<?, ?> consumer;

	FailureHooks(ListenerFailures failures, Consumer<?, ?> consumer) {
		this.failures = failures;
		this.consumer = consumer;
	}

	@Override
	public void beforePoll() {
		this.failures.beforePoll(this.consumer);
	}

	@Override
	public Map<TopicPartition, Duration> waiting() {
		return this.failures.waiting();
	}

	@Override
	public DeliveryLimit limit() {
		return this.failures.limit(this.consumer);
	}

	@Override
	public void delivered(int records) {
		this.failures.delivered(this.consumer);
	}

	@Override
	public boolean undecodable(RecordDeserializationException exception) {
		this.failures.failed(FailedAttempt.of(exception));
		return true;
	}

	@Override
	public boolean retriesFailures() {
		return true;
	}

	@Override
	public void abandoned(ConsumerRecord<?, ?> record) {
		this.failures.failed(FailedAttempt.of(record, new IllegalStateException(
				"The container dropped it before it called the listener, see the log before this")));
	}

}
