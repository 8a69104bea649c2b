package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.listener.internal.CurrentPosition;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks whether failed records are still the next ones of their partitions, and
 * continues after those that are published or skipped. Runs on the consumer's thread,
 * before a poll.
 */
public final class FailedRecordProgress {

	private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * A record may be acknowledged shortly before its failure is reported.
	 */
	private static final Duration ASYNC_GRACE = Duration.ofSeconds(1);

	private final ListenerContainer listener;

	private final boolean async;

	private final FailureLedger ledger;

	private final FailureCounts counts;

	private final FailureLog log;

	public FailedRecordProgress(ListenerContainer listener, FailureLedger ledger, FailureCounts counts,
			FailureLog log) {
		this.listener = listener;
		this.async = listener.isAsync();
		this.ledger = ledger;
		this.counts = counts;
		this.log = log;
	}

	/**
	 * Inspects a record.
	 * @param consumer the consumer that owns its partition
	 * @return the next step
	 */
	public RetryState.Step inspect(RetryState failing, Consumer<?, ?> consumer, Instant now) {
		OptionalLong known = CurrentPosition.of(consumer, failing.partition());
		if (known.isEmpty()) {
			return RetryState.Step.WAIT;
		}
		long position = known.getAsLong();
		if (position > failing.offset()) {
			passed(failing, consumer, now);
			return RetryState.Step.WAIT;
		}
		failing.notPassed();
		failing.preceded(position < failing.offset());
		if (position < failing.offset() || isInFlight(failing.partition(), consumer)) {
			return RetryState.Step.WAIT;
		}
		if (this.async && failing.takeRecommit()) {
			commit(failing.partition(), failing.offset(), consumer);
		}
		RetryState.Step step = failing.step();
		if (step == RetryState.Step.LEAVE || step == RetryState.Step.SKIP) {
			continueAfter(failing, consumer, step);
		}
		return step;
	}

	private void passed(RetryState failing, Consumer<?, ?> consumer, Instant now) {
		if (this.async
				&& (isInFlight(failing.partition(), consumer) || failing.passed(now).compareTo(ASYNC_GRACE) < 0)) {
			return;
		}
		this.ledger.remove(failing);
		this.log.passed(failing.describe(this.listener));
	}

	private boolean isInFlight(TopicPartition partition, Consumer<?, ?> consumer) {
		// The container pauses partitions while it waits for acknowledgements.
		return this.async && consumer.paused().contains(partition);
	}

	private void continueAfter(RetryState failing, Consumer<?, ?> consumer, RetryState.Step step) {
		long next = failing.offset() + 1;
		consumer.seek(failing.partition(), next);
		this.ledger.remove(failing);
		if (step == RetryState.Step.SKIP) {
			this.counts.addSkipped();
		}
		else {
			this.counts.addDeadLettered();
		}
		this.log.left(failing.describe(this.listener), step);
		commit(failing.partition(), next, consumer);
	}

	private void commit(TopicPartition partition, long offset, Consumer<?, ?> consumer) {
		if (!this.listener.group().isEmpty()) {
			// One that fails is repeated later.
			consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)), COMMIT_TIMEOUT);
		}
	}

}
