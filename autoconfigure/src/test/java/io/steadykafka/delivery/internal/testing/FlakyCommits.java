package io.steadykafka.delivery.internal.testing;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import io.steadykafka.delivery.internal.consumer.DelegatingConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A consumer whose commits fail now and then in a way that passes: before they reach the
 * broker, or after, when only the answer is lost. Never twice in a row for a partition,
 * though the other failure be a real one: in a rebalance a commit is tried once more
 * only.
 */
public final class FlakyCommits extends DelegatingConsumer<String, String> {

	private final Consumer<String, String> delegate;

	private final Random random;

	/**
	 * The newest commit of each partition that is not known to be made.
	 */
	private final Map<TopicPartition, Attempt> open = new HashMap<>();

	public FlakyCommits(Consumer<String, String> delegate, Random random) {
		this.delegate = delegate;
		this.random = random;
	}

	@Override
	protected Consumer<String, String> delegate() {
		return this.delegate;
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (offsets.isEmpty()) {
			this.delegate.commitSync(offsets, timeout);
			return;
		}
		Attempt attempt = attempt(offsets);
		if (attempt.fault == Fault.NOT_SENT) {
			throw new RebalanceInProgressException("made up: not sent");
		}
		this.delegate.commitSync(offsets, timeout);
		if (attempt.fault == Fault.ANSWER_LOST) {
			throw new TimeoutException("made up: answer lost");
		}
		succeeded(attempt, offsets);
	}

	@Override
	public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
		Attempt attempt = attempt(offsets);
		if (attempt.fault == Fault.NOT_SENT) {
			callback.onComplete(offsets, new RetriableCommitFailedException("made up: not sent"));
			return;
		}
		this.delegate.commitAsync(offsets, (committed, exception) -> {
			if (exception == null && attempt.fault == Fault.NONE) {
				succeeded(attempt, offsets);
			}
			callback.onComplete(committed, (attempt.fault == Fault.ANSWER_LOST)
					? new RetriableCommitFailedException("made up: answer lost") : exception);
		});
	}

	private Attempt attempt(Map<TopicPartition, OffsetAndMetadata> offsets) {
		boolean again = !Collections.disjoint(this.open.keySet(), offsets.keySet());
		int dice = (again) ? 2 : this.random.nextInt(10);
		Attempt attempt = new Attempt(Fault.values()[Math.min(dice, 2)]);
		offsets.keySet().forEach((partition) -> this.open.put(partition, attempt));
		return attempt;
	}

	private void succeeded(Attempt attempt, Map<TopicPartition, OffsetAndMetadata> offsets) {
		// By identity: of two attempts that are alike the newer one counts.
		offsets.keySet()
			.forEach((partition) -> this.open.compute(partition, (key, newest) -> (newest == attempt) ? null : newest));
	}

	private static final class Attempt {

		private final Fault fault;

		Attempt(Fault fault) {
			this.fault = fault;
		}

	}

	private enum Fault {

		NOT_SENT, ANSWER_LOST, NONE

	}

}
