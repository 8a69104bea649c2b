package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.steadykafka.delivery.internal.dispatch.BatchedRecords;
import io.steadykafka.delivery.internal.offsets.IdlePartitions;
import io.steadykafka.delivery.internal.offsets.OffsetGaps;
import io.steadykafka.delivery.internal.session.PollListeners;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * What the container polls: tells of the polls, keeps a consumer that failed for good
 * from failing again and again, and commits positions that the container does not know
 * of. Not safe for use by several threads, but for {@link #wakeup()}.
 */
public final class PolledConsumer<K, V> extends DelegatingConsumer<K, V> {

	/**
	 * Tells at the first poll whose consumer it is.
	 */
	private final Supplier<@Nullable PollListeners> members;

	private final BatchedRecords<K, V> records;

	private final CommittingConsumer<K, V> committing;

	private final IdlePartitions<K, V> quietPartitions;

	private final IdlePoll quiet = new IdlePoll();

	private final FollowUpRebalance secondRound = new FollowUpRebalance();

	private final PositionReader positions = new PositionReader();

	private final OffsetGaps skipped;

	private @Nullable PollListeners told;

	private boolean wasQuiet;

	public PolledConsumer(PacedConsumer<K, V> delegate, CommittingConsumer<K, V> committing,
			IdlePartitions<K, V> quietPartitions, LongSupplier nanoTime, Supplier<@Nullable PollListeners> members) {
		super(delegate);
		this.records = delegate.records();
		this.committing = committing;
		this.quietPartitions = quietPartitions;
		this.members = members;
		this.skipped = new OffsetGaps(nanoTime);
	}

	@Override
	public ConsumerRecords<K, V> poll(Duration timeout) {
		PollListeners polls = bind();
		if (polls == null) {
			return this.delegate.poll(timeout);
		}
		endInterrupt();
		polls.began();
		if (isQuiet(polls)) {
			this.quiet.await(timeout);
			return ConsumerRecords.empty();
		}
		ConsumerRecords<K, V> records;
		try {
			tellPositions(polls);
			records = this.delegate.poll(timeout);
		}
		catch (RuntimeException ex) {
			if (polls.threw(ex)) {
				return ConsumerRecords.empty();
			}
			throw ex;
		}
		// What was polled must not be lost.
		ConsumerRecords<K, V> seen = this.records.untouched();
		polls.contained("look at quiet partitions", () -> {
			this.committing.commitDue(this.quietPartitions::due);
			this.committing.commitDue((ledger) -> this.skipped.due(seen, ledger, this.delegate));
		});
		if (!records.isEmpty()) {
			this.positions.handedOver();
		}
		polls.returned(seen);
		return records;
	}

	private void tellPositions(PollListeners polls) {
		Set<TopicPartition> wanted = polls.wanted();
		if (!wanted.isEmpty()) {
			// What that throws, the poll would have thrown.
			polls.positions(this.positions.read(this.delegate, wanted));
		}
	}

	private @Nullable PollListeners bind() {
		if (this.told == null) {
			PollListeners polls = this.members.get();
			this.told = polls;
			if (polls != null) {
				this.quietPartitions.watch(polls.recommitInterval());
				polls.polling(this.delegate::metrics);
				polls.closer(this.delegate::close);
			}
		}
		return this.told;
	}

	private boolean isQuiet(PollListeners polls) {
		boolean isQuiet = polls.isQuiet();
		if (this.wasQuiet && !isQuiet) {
			this.quiet.over();
		}
		this.wasQuiet = isQuiet;
		return isQuiet;
	}

	@Override
	public void pause(Collection<TopicPartition> partitions) {
		if (this.told != null && ConsumerCaller.pausesAsApplication()) {
			this.positions.paused(partitions);
		}
		this.delegate.pause(partitions);
	}

	@Override
	public void wakeup() {
		if (!this.quiet.wakeUp()) {
			this.delegate.wakeup();
		}
	}

	@Override
	public void seek(TopicPartition partition, long offset) {
		this.positions.sought();
		sought(List.of(partition), OptionalLong.of(offset));
		this.delegate.seek(partition, offset);
	}

	@Override
	public void seek(TopicPartition partition, OffsetAndMetadata offset) {
		this.positions.sought();
		sought(List.of(partition), OptionalLong.of(offset.offset()));
		this.delegate.seek(partition, offset);
	}

	@Override
	public void seekToBeginning(Collection<TopicPartition> partitions) {
		sought(partitions, OptionalLong.empty());
		this.delegate.seekToBeginning(partitions);
	}

	@Override
	public void seekToEnd(Collection<TopicPartition> partitions) {
		sought(partitions, OptionalLong.empty());
		this.delegate.seekToEnd(partitions);
	}

	private void sought(Collection<TopicPartition> partitions, OptionalLong offset) {
		// No partitions are all of them, to Kafka.
		Collection<TopicPartition> all = (partitions.isEmpty()) ? assignment() : partitions;
		this.skipped.sought(all);
		PollListeners polls = this.told;
		if (polls != null) {
			Map<TopicPartition, OptionalLong> targets = new HashMap<>();
			all.forEach((partition) -> targets.put(partition, offset));
			polls.sought(targets);
		}
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (this.told != null && ConsumerCaller.commitsAsApplication()) {
			this.committing.commitSyncOfApplication(offsets, timeout);
			return;
		}
		endInterrupt();
		this.delegate.commitSync(offsets, timeout);
	}

	@Override
	public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
		if (this.told != null && ConsumerCaller.commitsAsApplication()) {
			this.committing.commitAsyncOfApplication(offsets, callback);
			return;
		}
		endInterrupt();
		this.delegate.commitAsync(offsets, callback);
	}

	@Override
	public void unsubscribe() {
		endInterrupt();
		this.delegate.unsubscribe();
	}

	@Override
	public void close() {
		endInterrupt();
		this.delegate.close();
	}

	/**
	 * An interrupt means nothing to a container, which is stopped by other means. It was
	 * left behind by an interceptor, a callback or an error handler, and Kafka would
	 * throw it out of every call from now on.
	 */
	private void endInterrupt() {
		if (this.told != null) {
			Thread.interrupted();
		}
	}

	@Override
	public ConsumerRebalanceListener around(ConsumerRebalanceListener callback) {
		return new Assigned(callback);
	}

	private final class Assigned implements ConsumerRebalanceListener {

		private final ConsumerRebalanceListener callback;

		Assigned(ConsumerRebalanceListener callback) {
			this.callback = callback;
		}

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
			PollListeners polls = PolledConsumer.this.told;
			if (polls == null) {
				this.callback.onPartitionsAssigned(partitions);
				return;
			}
			polls.assigned();
			try {
				this.callback.onPartitionsAssigned(partitions);
			}
			catch (WakeupException ex) {
				// Kafka would call it again without the partitions, and nobody would hear
				// of them.
				this.callback.onPartitionsAssigned(partitions);
				wakeup();
			}
			polls.contained("look for a second round", () -> PolledConsumer.this.secondRound.assigned(polls.listener(),
					PolledConsumer.this.delegate, partitions));
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
			this.callback.onPartitionsRevoked(partitions);
		}

		@Override
		public void onPartitionsLost(Collection<TopicPartition> partitions) {
			this.callback.onPartitionsLost(partitions);
		}

	}

}
