package io.steadykafka.operations.internal.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.internal.deadletter.DeadLetters;
import io.steadykafka.failure.internal.retry.FailedAttempt;
import io.steadykafka.failure.internal.retry.FailureLedger;
import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.failure.internal.retry.RetryState;
import io.steadykafka.operations.internal.replay.letters.DeadLetter;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import io.steadykafka.operations.internal.replay.letters.LetterReader;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of records that a listener fails on in a replay. For one thread.
 */
final class ReplayFailures {

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration PUBLISH_TIMEOUT = Duration.ofSeconds(90);

	private final FailureLedger ledger = new FailureLedger();

	private final DeadLetterTopic topic;

	private final RetryPolicy rules;

	private final DeadLetters deadLetters;

	private final Clock clock;

	ReplayFailures(DeadLetterTopic topic, DeadLetters deadLetters, Clock clock) {
		this.topic = topic;
		this.rules = topic.rules();
		this.deadLetters = deadLetters;
		this.clock = clock;
	}

	/**
	 * The number of a record's next attempt, from 1 on.
	 */
	int attempt(TopicPartition partition, long offset) {
		RetryState failing = this.ledger.get(partition);
		return (failing != null && failing.offset() == offset) ? failing.attempts() + 1 : 1;
	}

	/**
	 * An attempt failed.
	 * @return how long to wait for the next one, {@code null} if there is none
	 */
	@Nullable Duration failed(FailedAttempt attempt) {
		RetryState failing = this.ledger.failed(attempt, this.clock.instant());
		RetryPolicy.Verdict verdict = failing.failed(attempt, this.rules, this.clock.instant());
		if (verdict.state() == State.DEAD_LETTERING) {
			return null;
		}
		return (attempt.exception() instanceof HandedBackException handedBack) ? handedBack.sleep() : verdict.pause();
	}

	/**
	 * Publishes a record to the dead-letter topic again, as it was when the listener
	 * first failed on it, with the new exception.
	 * @throws ReplayEndedException if that fails
	 */
	void deadLetter(FailedAttempt attempt) {
		ConsumerRecord<byte[], byte[]> original = new DeadLetter(raw(attempt)).original(this.topic.original());
		FailedAttempt failure = new FailedAttempt(attempt.partition(), attempt.offset(), attempt.timestamp(),
				attempt.key(), attempt.exception(), original);
		CompletableFuture<String> outcome = new CompletableFuture<>();
		this.deadLetters.publish(this.topic.listener(), failure, this.topic.name(), outcome::complete);
		try {
			String problem = outcome.get(PUBLISH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			if (!problem.isEmpty()) {
				throw ended(attempt, problem);
			}
		}
		catch (TimeoutException ex) {
			throw ended(attempt, "the brokers did not answer");
		}
		catch (InterruptedException | ExecutionException ex) {
			throw ended(attempt, "the application is being stopped");
		}
	}

	private ConsumerRecord<byte[], byte[]> raw(FailedAttempt attempt) {
		try {
			ConsumerRecord<byte[], byte[]> raw = (attempt.raw() != null) ? attempt.raw()
					: new LetterReader(this.topic.listener()).read(attempt.partition(), attempt.offset(), READ_TIMEOUT);
			if (raw != null) {
				return raw;
			}
		}
		catch (KafkaException ex) {
			throw ended(attempt, "it could not be read again: " + FailureText.exception(ex));
		}
		throw ended(attempt, "it could not be read again, or is not in the log any more");
	}

	private static ReplayEndedException ended(FailedAttempt attempt, String why) {
		return new ReplayEndedException("The listener failed on " + attempt.partition() + "@" + attempt.offset()
				+ " again, with " + PlainText.of(FailureText.exception(attempt.exception()), 500)
				+ ", and it could not be dead-lettered again: " + why + ". The next replay begins with it");
	}

}
