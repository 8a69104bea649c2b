package io.steadykafka.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.steadykafka.listener.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether failed records still are the next ones of their partitions, and goes on
 * after those that are done with. On the consumer's thread, before a poll.
 */
final class Heads {

	private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * A record may be acknowledged a moment before its failure is known.
	 */
	private static final Duration ASYNC_GRACE = Duration.ofSeconds(1);

	private final ListenerContainer listener;

	private final boolean async;

	private final FailureLedger ledger;

	private final CountedFailures counts;

	private final FailureLog log;

	Heads(ListenerContainer listener, FailureLedger ledger, CountedFailures counts, FailureLog log) {
		this.listener = listener;
		this.async = listener.isAsync();
		this.ledger = ledger;
		this.counts = counts;
		this.log = log;
	}

	/**
	 * Look at a record.
	 * @param failing the record
	 * @param consumer the consumer that owns its partition
	 * @param now the time
	 * @return what is to be done about it still
	 */
	Failing.Step look(Failing failing, Consumer<?, ?> consumer, Instant now) {
		Long position = position(consumer, failing.partition());
		if (position == null) {
			return Failing.Step.WAIT;
		}
		if (position > failing.offset()) {
			passed(failing, consumer, now);
			return Failing.Step.WAIT;
		}
		failing.notPassed();
		failing.preceded(position < failing.offset());
		if (position < failing.offset() || isInFlight(failing.partition(), consumer)) {
			return Failing.Step.WAIT;
		}
		if (this.async && failing.takeRecommit()) {
			commit(failing.partition(), failing.offset(), consumer);
		}
		Failing.Step step = failing.step();
		if (step == Failing.Step.LEAVE || step == Failing.Step.SKIP) {
			goOn(failing, consumer, step);
		}
		return step;
	}

	private void passed(Failing failing, Consumer<?, ?> consumer, Instant now) {
		if (this.async
				&& (isInFlight(failing.partition(), consumer) || failing.passed(now).compareTo(ASYNC_GRACE) < 0)) {
			return;
		}
		this.ledger.remove(failing);
		this.log.passed(failing.describe(this.listener));
	}

	private boolean isInFlight(TopicPartition partition, Consumer<?, ?> consumer) {
		// A container pauses what it waits for acknowledgements of.
		return this.async && consumer.paused().contains(partition);
	}

	private void goOn(Failing failing, Consumer<?, ?> consumer, Failing.Step step) {
		long next = failing.offset() + 1;
		consumer.seek(failing.partition(), next);
		this.ledger.remove(failing);
		if (step == Failing.Step.SKIP) {
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
			// One that fails is made later.
			consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)), COMMIT_TIMEOUT);
		}
	}

	static @Nullable Long position(Consumer<?, ?> consumer, TopicPartition partition) {
		try {
			return consumer.position(partition, Duration.ZERO);
		}
		catch (WakeupException ex) {
			// It was meant for the poll that follows.
			consumer.wakeup();
			return null;
		}
		catch (TimeoutException ex) {
			return null;
		}
	}

}
