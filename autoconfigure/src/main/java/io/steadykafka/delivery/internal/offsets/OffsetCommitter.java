package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Makes the commits of a container, which don't fail: one that could not be made is made
 * later, and one that can't be made any more is counted. The container would take the
 * failure for one of the record that it just processed. Not for use by several threads.
 */
public final class OffsetCommitter {

	private final Consumer<?, ?> consumer;

	private final InFlightRecords inFlight;

	private final CommitResults results;

	private final ResetPositions resets = new ResetPositions();

	private final CommitLedger ledger = new CommitLedger();

	private final DeletedPartitions deleted;

	private final DeferredFailure deferred = new DeferredFailure();

	/**
	 * Create a committer.
	 * @param consumer the consumer of Kafka
	 * @param deadline shortens a time to what is left of a stop
	 */
	public OffsetCommitter(Consumer<?, ?> consumer, InFlightRecords inFlight, CommitResults results,
			UnaryOperator<Duration> deadline, LongSupplier nanoTime) {
		this.consumer = consumer;
		this.inFlight = inFlight;
		this.results = results;
		this.deleted = new DeletedPartitions(consumer, results, deadline, nanoTime);
	}

	/**
	 * Throw what the container has to know of, before a poll.
	 */
	public void throwDeferred() {
		this.deferred.throwIfAny();
	}

	/**
	 * Throw a failure at the next poll, if the container has to know of it.
	 */
	public void deferIfFatal(Exception failure) {
		this.deferred.addIfFatal(failure);
	}

	/**
	 * Commit again what failed, and what waited for records that won't come again: after
	 * a poll.
	 */
	public void retry() {
		if (this.ledger.hasFailed()) {
			commitQuietly(this.ledger.failed());
		}
		commitDue((commits) -> this.inFlight.release());
	}

	/**
	 * Commit positions that the container does not know of.
	 * @param positions tells them
	 */
	public void commitDue(Function<CommitLedger, Map<TopicPartition, OffsetAndMetadata>> positions) {
		Map<TopicPartition, OffsetAndMetadata> due = positions.apply(this.ledger);
		if (!due.isEmpty()) {
			commitQuietly(due);
		}
	}

	private void commitQuietly(Map<TopicPartition, OffsetAndMetadata> offsets) {
		try {
			commitAsync(offsets, null);
		}
		catch (RuntimeException ex) {
			// A callback of the application's, or a fatal state. What was polled is kept.
			this.deferred.add(ex);
		}
	}

	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		commit(owned(offsets), timeout);
	}

	private void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (offsets.isEmpty()) {
			return;
		}
		this.results.committing(offsets);
		CommitLedger.Request request = this.ledger.sent(offsets);
		KafkaException failure = this.deleted.commit(offsets, timeout);
		Map<TopicPartition, OffsetAndMetadata> present = this.deleted.without(offsets);
		if (present.size() < offsets.size()) {
			this.ledger.dropped(request);
			request = this.ledger.sent(present);
		}
		if (!present.isEmpty()) {
			answered(request, failure);
		}
	}

	public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
		Map<TopicPartition, OffsetAndMetadata> owned = owned(offsets);
		if (owned.isEmpty()) {
			if (callback != null) {
				callback.onComplete(owned, null);
			}
			return;
		}
		this.results.committing(owned);
		CommitLedger.Request request = this.ledger.sent(owned);
		this.consumer.commitAsync(owned, (committed, exception) -> {
			answered(request, exception);
			if (callback != null) {
				callback.onComplete(committed, exception);
			}
		});
	}

	private Map<TopicPartition, OffsetAndMetadata> owned(Map<TopicPartition, OffsetAndMetadata> offsets) {
		Map<TopicPartition, OffsetAndMetadata> owned = this.ledger.owned(offsets, this.consumer.assignment());
		if (owned.size() < offsets.size()) {
			this.results.lost();
		}
		return this.inFlight.bound(this.deleted.without(this.resets.current(owned)));
	}

	private void answered(CommitLedger.Request request, @Nullable Exception failure) {
		if (failure == null) {
			this.ledger.confirmed(request);
			this.results.succeeded(request.offsets());
			return;
		}
		this.results.failed(request.offsets(), failure);
		if (FailedCommit.of(failure).mayBeTriedAgain()) {
			this.ledger.failed(request);
		}
		else {
			this.ledger.dropped(request);
		}
		this.deferred.addIfFatal(failure);
	}

	public boolean hasFailedCommits() {
		return this.ledger.hasFailed();
	}

	public void commitFailed(Duration timeout) {
		commit(this.ledger.failed(), timeout);
	}

	/**
	 * Commit what is not known to be committed, and wait for the answer.
	 * @return whether there was something, and it is committed now
	 */
	public boolean commitUnconfirmed(Collection<TopicPartition> partitions, Duration timeout) {
		Map<TopicPartition, OffsetAndMetadata> unconfirmed = this.ledger.unconfirmed(partitions);
		if (unconfirmed.isEmpty()) {
			return false;
		}
		commit(unconfirmed, timeout);
		return this.ledger.isConfirmed(unconfirmed.keySet());
	}

	/**
	 * The application itself commits partitions: what was to be committed of them is not
	 * tried again.
	 */
	public void forget(Collection<TopicPartition> partitions) {
		this.ledger.forget(partitions);
	}

	/**
	 * Somebody sought partitions.
	 * @param offset where to, empty if that is the beginning or the end
	 */
	public void sought(Collection<TopicPartition> partitions, OptionalLong offset) {
		this.resets.sought(partitions, offset);
	}

	/**
	 * An operation reset a partition.
	 * @param next tells the next offset that is delivered of it, empty if that is not
	 * known
	 */
	public void reset(TopicPartition partition, long offset, Supplier<OptionalLong> next) {
		this.resets.reset(partition, offset, next);
	}

	/**
	 * Partitions were lost. The application is about to hear of it.
	 */
	public void lost(Collection<TopicPartition> partitions) {
		this.ledger.lost(partitions);
	}

	/**
	 * Partitions are not assigned any more.
	 */
	public void gone(Collection<TopicPartition> partitions) {
		this.ledger.gone(partitions);
		this.resets.forget(partitions);
		this.deleted.forget(partitions);
	}

}
