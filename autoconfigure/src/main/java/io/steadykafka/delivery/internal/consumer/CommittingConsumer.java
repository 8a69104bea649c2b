package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.steadykafka.delivery.internal.offsets.CommitLedger;
import io.steadykafka.delivery.internal.offsets.DeletedPartitions;
import io.steadykafka.delivery.internal.offsets.FailedCommit;
import io.steadykafka.delivery.internal.session.Member;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose commits of a container don't fail: one that could not be made is made
 * later, and one that can't be made any more is counted. The container would take the
 * failure for one of the record that it just processed.
 * <p>
 * Commits that the application makes itself, through a consumer that it is given, fail as
 * they always do. Not safe for use by several threads.
 */
public final class CommittingConsumer<K, V> extends DelegatingConsumer<K, V> {

	private final CommitLedger ledger = new CommitLedger();

	private final DeletedPartitions missing;

	private final LongSupplier nanoTime;

	private @Nullable Member member;

	private final DeferredFailure unreported = new DeferredFailure();

	public CommittingConsumer(Consumer<K, V> delegate, LongSupplier nanoTime) {
		super(delegate);
		this.nanoTime = nanoTime;
		this.missing = new DeletedPartitions(delegate, nanoTime);
	}

	public void bind(Member member) {
		this.member = member;
	}

	@Override
	public ConsumerRecords<K, V> poll(Duration timeout) {
		this.unreported.throwIfAny();
		ConsumerRecords<K, V> records = this.delegate.poll(timeout);
		if (this.ledger.hasFailed()) {
			commitAgain(this.ledger.failed());
		}
		Member committing = this.member;
		if (committing != null) {
			commitDue((commits) -> committing.inFlight().release());
		}
		return records;
	}

	/**
	 * Commit positions that the container does not know of.
	 * @param positions tells them
	 */
	void commitDue(Function<CommitLedger, Map<TopicPartition, OffsetAndMetadata>> positions) {
		Map<TopicPartition, OffsetAndMetadata> due = positions.apply(this.ledger);
		if (!due.isEmpty()) {
			commitAgain(due);
		}
	}

	private void commitAgain(Map<TopicPartition, OffsetAndMetadata> offsets) {
		try {
			commitAsync(offsets, null);
		}
		catch (RuntimeException ex) {
			// A callback of the application's, or a fatal state. What was polled is kept.
			this.unreported.add(ex);
		}
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		Member committing = this.member;
		if (committing == null) {
			this.delegate.commitSync(offsets, timeout);
			return;
		}
		long start = this.nanoTime.getAsLong();
		commit(committing, owned(committing, offsets), timeout);
		committing.watch().interrupted(this.nanoTime.getAsLong() - start);
	}

	private void commit(Member committing, Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (offsets.isEmpty()) {
			return;
		}
		committing.committing(offsets);
		CommitLedger.Request request = this.ledger.sent(offsets);
		KafkaException failure = this.missing.commit(committing, offsets, timeout);
		Map<TopicPartition, OffsetAndMetadata> present = this.missing.without(committing, offsets);
		if (present.size() < offsets.size()) {
			this.ledger.givenUp(request);
			request = this.ledger.sent(present);
		}
		if (!present.isEmpty()) {
			answered(committing, request, failure);
		}
	}

	@Override
	public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
		Member committing = this.member;
		if (committing == null) {
			this.delegate.commitAsync(offsets, callback);
			return;
		}
		Map<TopicPartition, OffsetAndMetadata> owned = owned(committing, offsets);
		if (owned.isEmpty()) {
			if (callback != null) {
				callback.onComplete(owned, null);
			}
			return;
		}
		committing.committing(owned);
		CommitLedger.Request request = this.ledger.sent(owned);
		this.delegate.commitAsync(owned, (committed, exception) -> {
			answered(committing, request, exception);
			if (callback != null) {
				callback.onComplete(committed, exception);
			}
		});
	}

	private Map<TopicPartition, OffsetAndMetadata> owned(Member committing,
			Map<TopicPartition, OffsetAndMetadata> offsets) {
		Map<TopicPartition, OffsetAndMetadata> owned = this.ledger.owned(offsets, assignment());
		if (owned.size() < offsets.size()) {
			committing.work().committed("lost");
		}
		return committing.inFlight().bound(this.missing.without(committing, owned));
	}

	private void answered(Member committing, CommitLedger.Request request, @Nullable Exception failure) {
		if (failure == null) {
			this.ledger.confirmed(request);
			committing.committed(request.offsets());
			return;
		}
		committing.notCommitted(request.offsets(), failure);
		FailedCommit verdict = FailedCommit.of(failure);
		if (verdict.mayBeTriedAgain()) {
			this.ledger.failed(request);
		}
		else {
			this.ledger.givenUp(request);
		}
		this.unreported.addIfFatal(failure);
	}

	@Override
	public void commitSync() {
		this.delegate.commitSync();
		committedByListener(assignment());
	}

	@Override
	public void commitSync(Duration timeout) {
		this.delegate.commitSync(timeout);
		committedByListener(assignment());
	}

	@Override
	public void commitAsync(@Nullable OffsetCommitCallback callback) {
		committedByListener(assignment());
		this.delegate.commitAsync(callback);
	}

	private void committedByListener(Collection<TopicPartition> partitions) {
		this.ledger.forget(partitions);
		if (this.member != null) {
			this.member.committedByListener(partitions);
		}
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.delegate.commitSync(offsets);
		committedByListener(offsets);
	}

	void commitSyncOfApplication(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		this.delegate.commitSync(offsets, timeout);
		committedByListener(offsets);
	}

	void commitAsyncOfApplication(Map<TopicPartition, OffsetAndMetadata> offsets,
			@Nullable OffsetCommitCallback callback) {
		committedByListener(offsets);
		this.delegate.commitAsync(offsets, callback);
	}

	private void committedByListener(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.ledger.forget(offsets.keySet());
		if (this.member != null) {
			this.member.committedByListener(offsets);
		}
	}

	@Override
	public void unsubscribe() {
		Member leaving = this.member;
		if (leaving == null || !leaving.isStopping()) {
			if (leaving != null && subscription().isEmpty()) {
				// Of partitions that were assigned by hand there is no callback.
				commitUnconfirmed(assignment(), leaving.stopTimeout());
			}
			this.delegate.unsubscribe();
			return;
		}
		new ShutdownCommit(this, leaving).unsubscribe();
	}

	@Override
	public void close() {
		Member closing = this.member;
		if (closing == null) {
			this.delegate.close();
			return;
		}
		new ShutdownCommit(this, closing).close();
	}

	boolean hasFailedCommits() {
		return this.ledger.hasFailed();
	}

	void commitFailed(Duration timeout) {
		if (this.member != null) {
			commit(this.member, this.ledger.failed(), timeout);
		}
	}

	/**
	 * Commit what is not known to be committed, and wait for the answer.
	 * @param partitions the partitions to look at
	 * @param timeout how long to wait
	 * @return whether there was something, and it is committed now
	 */
	boolean commitUnconfirmed(Collection<TopicPartition> partitions, Duration timeout) {
		Map<TopicPartition, OffsetAndMetadata> unconfirmed = this.ledger.unconfirmed(partitions);
		if (this.member != null && !unconfirmed.isEmpty()) {
			commit(this.member, unconfirmed, timeout);
			return this.ledger.isConfirmed(unconfirmed.keySet());
		}
		return false;
	}

	DeferredFailure unreported() {
		return this.unreported;
	}

	@Override
	public ConsumerRebalanceListener around(ConsumerRebalanceListener callback) {
		return new Revocations(callback);
	}

	private final class Revocations extends RevocationListener {

		Revocations(ConsumerRebalanceListener callback) {
			super(callback);
		}

		@Override
		protected void before(Collection<TopicPartition> partitions, boolean lost) {
			if (lost) {
				CommittingConsumer.this.ledger.lost(partitions);
			}
		}

		@Override
		protected void after(Collection<TopicPartition> partitions, boolean lost) {
			Member committing = CommittingConsumer.this.member;
			if (!lost && committing != null) {
				commitUnconfirmed(partitions, committing.stopTimeout());
			}
			CommittingConsumer.this.ledger.gone(partitions);
			CommittingConsumer.this.missing.forget(partitions);
		}

	}

}
