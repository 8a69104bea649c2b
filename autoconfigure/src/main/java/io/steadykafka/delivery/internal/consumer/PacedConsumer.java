package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.steadykafka.delivery.internal.DeliveryLimit;
import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import io.steadykafka.delivery.internal.dispatch.BatchedRecords;
import io.steadykafka.delivery.internal.offsets.InFlightRecords;
import io.steadykafka.delivery.internal.session.PacedMember;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that hands over what was fetched in portions that the listener finishes
 * within the redo window. The rest is kept, and handed over by the next polls. Seen from
 * outside it is as if it had not been fetched yet: positions, pauses, seeks and
 * rebalances are as they would be with a small {@code max.poll.records}.
 * <p>
 * A consumer that no listener of the starter's polls does what its delegate does. Not
 * safe for use by several threads, as all consumers, but for {@link #wakeup()}.
 */
public final class PacedConsumer<K, V> extends DelegatingConsumer<K, V> {

	/**
	 * Tells at the first poll whose consumer it is.
	 */
	private final Supplier<@Nullable PacedMember> members;

	private final CommittingConsumer<K, V> committing;

	private final BatchedRecords<K, V> records = new BatchedRecords<>();

	private final RecordBuffer<K, V> readAhead = this.records.readAhead();

	private final PartitionPauser holds;

	private final OverlappedCommit<K, V> overlapped;

	private @Nullable PacedMember paced;

	public PacedConsumer(CommittingConsumer<K, V> delegate, Supplier<@Nullable PacedMember> members) {
		super(delegate);
		this.committing = delegate;
		this.members = members;
		this.holds = new PartitionPauser(delegate);
		this.overlapped = new OverlappedCommit<>(delegate);
	}

	@Override
	public ConsumerRecords<K, V> poll(Duration timeout) {
		PacedMember member = bind();
		if (member == null) {
			return this.delegate.poll(timeout);
		}
		ConsumerRecord<K, V> abandoned = this.records.settleAfterReturn();
		if (abandoned != null) {
			member.abandoned(this, abandoned);
		}
		member.beforePoll(this);
		Map<TopicPartition, Duration> waiting = member.waiting();
		DeliveryLimit allowance = member.allowance(this);
		boolean ready = this.holds.prepare(this.readAhead, waiting.keySet(), allowance);
		try {
			if (!this.overlapped.poll((ready) ? Duration.ZERO : member.patience(timeout, waiting), this.readAhead)) {
				return ConsumerRecords.empty();
			}
		}
		catch (RecordDeserializationException ex) {
			if (!member.undecodable(this, ex)) {
				throw ex;
			}
			return ConsumerRecords.empty();
		}
		return handOver(member, allowance, waiting.keySet());
	}

	private @Nullable PacedMember bind() {
		if (this.paced == null) {
			this.paced = this.members.get();
			if (this.paced != null) {
				this.committing.bind(this.paced.member());
			}
		}
		return this.paced;
	}

	private ConsumerRecords<K, V> handOver(PacedMember member, DeliveryLimit allowance, Set<TopicPartition> waiting) {
		if (this.readAhead.isEmpty()) {
			return ConsumerRecords.empty();
		}
		// Asked anew: the poll may have called a rebalance listener.
		Set<TopicPartition> paused = this.holds.pausedByApplication();
		Predicate<TopicPartition> which = this.readAhead.which(allowance);
		boolean alone = allowance.only() == null || which.test(allowance.only());
		return this.records.handOver(member, this, member.limit((alone) ? allowance : DeliveryLimit.ALL),
				(partition) -> which.test(partition) && !waiting.contains(partition) && !paused.contains(partition));
	}

	BatchedRecords<K, V> records() {
		return this.records;
	}

	@Override
	public Set<TopicPartition> paused() {
		return this.holds.pausedByApplication();
	}

	@Override
	public void pause(Collection<TopicPartition> partitions) {
		this.holds.pausedByApplication(partitions);
	}

	@Override
	public void resume(Collection<TopicPartition> partitions) {
		this.holds.resumedByApplication(partitions);
	}

	@Override
	public void seek(TopicPartition partition, long offset) {
		seek(partition, offset, () -> this.delegate.seek(partition, offset));
	}

	@Override
	public void seek(TopicPartition partition, OffsetAndMetadata offset) {
		seek(partition, offset.offset(), () -> this.delegate.seek(partition, offset));
	}

	private void seek(TopicPartition partition, long offset, Runnable seek) {
		this.records.takeBack();
		if (this.paced != null) {
			this.paced.member().inFlight().sought(partition, offset);
		}
		if (!this.readAhead.skipTo(partition, offset)) {
			seek.run();
			this.readAhead.drop(Set.of(partition));
		}
	}

	@Override
	public void seekToBeginning(Collection<TopicPartition> partitions) {
		seekAll(partitions, () -> this.delegate.seekToBeginning(partitions));
	}

	@Override
	public void seekToEnd(Collection<TopicPartition> partitions) {
		seekAll(partitions, () -> this.delegate.seekToEnd(partitions));
		if (this.paced != null) {
			InFlightRecords inFlight = this.paced.member().inFlight();
			allIfNone(partitions).forEach((partition) -> inFlight.sought(partition, Long.MAX_VALUE));
		}
	}

	private void seekAll(Collection<TopicPartition> partitions, Runnable seek) {
		this.records.takeBack();
		seek.run();
		this.readAhead.drop(allIfNone(partitions));
	}

	private Collection<TopicPartition> allIfNone(Collection<TopicPartition> partitions) {
		// As Kafka takes it.
		return (partitions.isEmpty()) ? assignment() : partitions;
	}

	@Override
	public long position(TopicPartition partition) {
		OptionalLong first = first(partition);
		return (first.isPresent()) ? first.getAsLong() : this.delegate.position(partition);
	}

	@Override
	public long position(TopicPartition partition, Duration timeout) {
		OptionalLong first = first(partition);
		return (first.isPresent()) ? first.getAsLong() : this.delegate.position(partition, timeout);
	}

	private OptionalLong first(TopicPartition partition) {
		this.records.takeBackIfEnded();
		return this.readAhead.position(partition);
	}

	@Override
	public OptionalLong currentLag(TopicPartition partition) {
		OptionalLong lag = this.delegate.currentLag(partition);
		OptionalLong first = first(partition);
		return (lag.isEmpty() || first.isEmpty()) ? lag
				: OptionalLong.of(lag.getAsLong() + this.delegate.position(partition) - first.getAsLong());
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (this.paced != null && this.paced.overlapsCommits() && this.records.isUsedUp()) {
			this.overlapped.commit(offsets, timeout);
		}
		else {
			this.delegate.commitSync(offsets, timeout);
		}
	}

	@Override
	public void commitSync() {
		positions().ifPresentOrElse(this.delegate::commitSync, this.delegate::commitSync);
	}

	@Override
	public void commitSync(Duration timeout) {
		positions().ifPresentOrElse((positions) -> this.committing.commitSyncOfApplication(positions, timeout),
				() -> this.delegate.commitSync(timeout));
	}

	@Override
	public void commitAsync(@Nullable OffsetCommitCallback callback) {
		positions().ifPresentOrElse((positions) -> this.committing.commitAsyncOfApplication(positions, callback),
				() -> this.delegate.commitAsync(callback));
	}

	private Optional<Map<TopicPartition, OffsetAndMetadata>> positions() {
		return (this.paced == null || this.records.isAllHandedOver(assignment())) ? Optional.empty()
				: Optional.of(this.records.positions(this.delegate));
	}

	@Override
	public void assign(Collection<TopicPartition> partitions) {
		this.records.settle();
		this.delegate.assign(partitions);
		this.readAhead.keepOnly(partitions);
		this.holds.keepOnly(partitions);
	}

	@Override
	public void unsubscribe() {
		leave();
		this.delegate.unsubscribe();
		this.readAhead.clear();
		this.holds.clear();
	}

	@Override
	public void close() {
		leave();
		this.delegate.close();
	}

	@Override
	public void close(CloseOptions option) {
		leave();
		this.delegate.close(option);
	}

	private void leave() {
		this.records.settle();
		if (this.paced != null) {
			this.paced.member().summary().readAhead(this.readAhead.size());
		}
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
			PacedMember member = PacedConsumer.this.paced;
			if (member != null && !lost) {
				member.member().await(partitions);
			}
		}

		@Override
		protected void after(Collection<TopicPartition> partitions, boolean lost) {
			PacedConsumer.this.readAhead.drop(partitions);
			PacedConsumer.this.holds.gone(partitions);
			if (PacedConsumer.this.paced != null) {
				PacedConsumer.this.paced.member().inFlight().forget(partitions);
			}
		}

	}

}
