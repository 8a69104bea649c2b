package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * Logs what happens to failed records, one line an attempt. Safe for use by several
 * threads.
 */
public final class FailureLog {

	private static final Log logger = LogFactory.getLog(FailedRecord.class);

	private final ListenerContainer listener;

	private final int attempts;

	private final AtomicInteger streak = new AtomicInteger();

	public FailureLog(ListenerContainer listener, int attempts) {
		this.listener = listener;
		this.attempts = attempts;
	}

	public void attempt(int attempt, RetryPolicy.Verdict verdict, FailedAttempt failure) {
		String text = this.listener + " failed on " + failure.position() + ", attempt " + attempt
				+ ((attempt <= this.attempts) ? " of " + this.attempts : "") + describe(verdict) + ": "
				+ FailureText.exception(failure.exception());
		if (attempt == 1) {
			logger.warn(text, failure.exception());
		}
		else if (failure.exception() instanceof RecordDeserializationException) {
			// Kafka's client logs an error each time.
			logger.debug(text);
		}
		else {
			logger.warn(text);
		}
	}

	private static String describe(RetryPolicy.Verdict verdict) {
		return switch (verdict.state()) {
			case RETRYING -> "; it is tried again in " + FailureText.duration(verdict.pause());
			case BLOCKED ->
				"; its partition is blocked, and it is tried again in " + FailureText.duration(verdict.pause());
			case DEAD_LETTERING -> "; it is being dead-lettered";
			case STOPPED -> "; the listener is being stopped";
		};
	}

	public void notPublished(FailedAttempt failure, String problem, Duration wait) {
		logger.warn("Record " + failure.position() + " of " + this.listener + " could not be dead-lettered: " + problem
				+ ". Its partition is blocked, and it is tried again in " + FailureText.duration(wait));
	}

	public void left(FailedRecord record, RetryState.Step step) {
		logger.info(((step == RetryState.Step.SKIP) ? "Skipped record " : "Dead-lettered record ") + record.position()
				+ " of " + this.listener + " after " + record.failure().attempts()
				+ " failed attempts, the last one with " + record.failure().exception());
	}

	public void passed(FailedRecord record) {
		logger.info("Record " + record.position() + " no longer blocks " + this.listener + ", after "
				+ record.failure().attempts() + " failed attempts");
	}

	public void bisecting(boolean first, int records, Exception exception) {
		String text = this.listener + " failed on a batch of " + records
				+ " records without naming one; smaller batches follow, to find out which one it is: "
				+ FailureText.exception(exception);
		if (first) {
			logger.warn(text);
		}
		else {
			logger.debug(text, exception);
		}
	}

	public void suspected(ConsumerRecord<?, ?> record, Exception exception) {
		logger.debug(this.listener + " failed on a batch, by the index that it named on " + record.topic() + "-"
				+ record.partition() + "@" + record.offset() + ". It is delivered alone next", exception);
	}

	public void transaction(Collection<TopicPartition> partitions, Duration pause, Exception exception) {
		logger.warn("A transaction of " + this.listener + " failed. Its records, of " + partitions
				+ ", are tried again in " + FailureText.duration(pause) + ", which does not count as an attempt: "
				+ FailureText.exception(exception));
	}

	/**
	 * A poll failed, not a record.
	 * @return how many polls in a row failed, this one included
	 */
	public int poll(Exception exception) {
		int failed = this.streak.incrementAndGet();
		if (failed == 1) {
			logger.error("A poll of " + this.listener + " failed. It is tried again, with growing pauses", exception);
		}
		else {
			logger.debug("A poll of " + this.listener + " failed again", exception);
		}
		return failed;
	}

	public void delivered() {
		if (this.streak.get() != 0) {
			this.streak.set(0);
		}
	}

}
