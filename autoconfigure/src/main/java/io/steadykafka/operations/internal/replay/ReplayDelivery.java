package io.steadykafka.operations.internal.replay;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.failure.internal.retry.FailedAttempt;
import io.steadykafka.listener.internal.ExceptionCauses;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Delivers dead letters to a listener, one record after the other or a batch, and commits
 * each when it is done. For one thread.
 */
final class ReplayDelivery {

	private final ReplayConsumer consumer;

	private final ReplayedListener listener;

	private final ReplayTransaction transaction;

	private final ReplayFailures failures;

	private final ReplayProgress progress;

	private final ReplayEnd end;

	ReplayDelivery(DeadLetterTopic topic, ReplayConsumer consumer, ReplayFailures failures, ReplayProgress progress,
			ReplayEnd end) {
		this.consumer = consumer;
		this.listener = new ReplayedListener(topic.listener());
		this.transaction = new ReplayTransaction(topic.listener());
		this.failures = failures;
		this.progress = progress;
		this.end = end;
	}

	/**
	 * Replays the next records, or waits a moment for them.
	 * @throws ReplayEndedException if the replay has to end
	 */
	void next() {
		List<ConsumerRecord<Object, Object>> records;
		try {
			records = this.consumer.poll();
		}
		catch (RecordDeserializationException ex) {
			undecodable(ex);
			return;
		}
		if (this.listener.takesBatches() && !records.isEmpty()) {
			deliver(records);
		}
		else {
			records.forEach((record) -> deliver(List.of(record)));
		}
	}

	private void undecodable(RecordDeserializationException exception) {
		FailedAttempt attempt = FailedAttempt.of(exception);
		this.consumer.check(Set.of(attempt.partition()));
		Duration pause = this.failures.failed(attempt);
		if (pause != null) {
			// The next poll tries to decode it again.
			this.end.await(pause);
			return;
		}
		this.failures.deadLetter(attempt);
		this.consumer.commit(this.consumer.after(attempt.partition(), attempt.offset()));
		this.consumer.pass(attempt.partition(), attempt.offset());
		this.progress.failedAgain();
		this.progress.replayed(attempt.timestamp());
	}

	private void deliver(List<ConsumerRecord<Object, Object>> records) {
		Map<TopicPartition, OffsetAndMetadata> after = this.consumer.after(records);
		while (true) {
			this.end.check();
			this.consumer.check(new HashSet<>(after.keySet()));
			ConsumerRecord<Object, Object> first = records.get(0);
			int attempt = this.failures.attempt(partition(first), first.offset());
			try {
				boolean committed = this.transaction.run(
						() -> this.listener.process(records, attempt, this.consumer.consumer()), after,
						this.consumer.consumer());
				done(records, committed);
				return;
			}
			catch (ReplayEndedException ex) {
				throw ex;
			}
			catch (Exception ex) {
				if (records.size() > 1) {
					oneByOne(records, ex);
					return;
				}
				if (failedAgain(first, ex)) {
					return;
				}
			}
		}
	}

	/**
	 * A batch failed: each of its records gets attempts of its own, except those before
	 * the one that the listener names.
	 */
	private void oneByOne(List<ConsumerRecord<Object, Object>> records, Exception exception) {
		int next = 0;
		int named = named(records, exception);
		if (named >= 0 && !this.transaction.rollsBack()) {
			done(records.subList(0, named), false);
			next = (failedAgain(records.get(named), exception)) ? named + 1 : named;
		}
		records.subList(next, records.size()).forEach((record) -> deliver(List.of(record)));
	}

	private static int named(List<ConsumerRecord<Object, Object>> records, Exception exception) {
		BatchListenerFailedException named = ExceptionCauses.find(exception, BatchListenerFailedException.class);
		if (named == null) {
			return -1;
		}
		int index = (named.getRecord() != null) ? records.indexOf(named.getRecord()) : named.getIndex();
		return (index < records.size()) ? index : -1;
	}

	/**
	 * An attempt at a record failed.
	 * @return whether it was the last one, so that the record is done
	 */
	private boolean failedAgain(ConsumerRecord<Object, Object> record, Exception exception) {
		// What ends the replay may be what made the listener fail.
		this.end.check();
		FailedAttempt attempt = FailedAttempt.of(record, exception);
		Duration pause = this.failures.failed(attempt);
		if (pause != null) {
			this.end.await(pause);
			return false;
		}
		this.failures.deadLetter(attempt);
		this.progress.failedAgain();
		done(List.of(record), false);
		return true;
	}

	private void done(List<ConsumerRecord<Object, Object>> records, boolean committed) {
		if (!committed && !records.isEmpty()) {
			this.consumer.commit(this.consumer.after(records));
		}
		records.forEach(this.progress::replayed);
	}

	private static TopicPartition partition(ConsumerRecord<?, ?> record) {
		return new TopicPartition(record.topic(), record.partition());
	}

}
