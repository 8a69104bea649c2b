package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.delivery.internal.offsets.IdlePartitions;
import io.steadykafka.delivery.internal.offsets.OffsetCommitter;
import io.steadykafka.delivery.internal.offsets.OffsetGaps;
import io.steadykafka.delivery.internal.session.MemberHooks;
import io.steadykafka.delivery.internal.session.MemberSession;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a member. Seen from outside, what is in the buffer was not fetched yet:
 * positions, pauses, seeks and rebalances are as they would be with a small
 * {@code max.poll.records}. Not safe for use by several threads, but for
 * {@link #wakeup()}.
 */
final class MemberConsumer<K, V> extends DelegatingConsumer<K, V> {

	private final Consumer<K, V> kafka;

	private final MemberSession session;

	private final MemberHooks hooks;

	private final OffsetCommitter committer;

	private final PollPipeline<K, V> pipeline;

	private final ApplicationCommits application;

	private final IdlePartitions idlePartitions;

	private final OffsetGaps gaps;

	private final Seeks seeks;

	private final OwnershipChanges ownership;

	private final IdlePoll idlePoll = new IdlePoll();

	private final WantedPositions positions;

	private final ShutdownCommit shutdown;

	private boolean wasQuiet;

	MemberConsumer(Consumer<K, V> kafka, MemberSession session, Set<TopicPartition> sought) {
		this.kafka = kafka;
		this.session = session;
		this.hooks = session.hooks();
		this.committer = new OffsetCommitter(kafka, session.mode().inFlight(), session.commits(),
				session::untilDeadline, session.nanoTime());
		this.shutdown = new ShutdownCommit(kafka, this.committer, session);
		this.idlePartitions = new IdlePartitions(kafka, session.recommitInterval(), session.nanoTime());
		this.idlePartitions.sought(sought);
		this.positions = new WantedPositions(!sought.isEmpty());
		this.gaps = new OffsetGaps(session.nanoTime());
		this.pipeline = new PollPipeline<>(kafka, session, this.committer, this.idlePartitions);
		this.application = new ApplicationCommits(kafka, this.pipeline.dispatch(), this.committer, session.mode());
		this.seeks = new Seeks(kafka, this.pipeline, session, this.committer, this.idlePartitions, this.gaps);
		this.ownership = new OwnershipChanges(kafka, this.pipeline, session, this.committer, this.idlePartitions);
	}

	@Override
	protected Consumer<K, V> delegate() {
		return this.kafka;
	}

	@Override
	public ConsumerRecords<K, V> poll(Duration timeout) {
		endInterrupt();
		this.hooks.began();
		if (isQuiet()) {
			this.idlePoll.await(timeout);
			return ConsumerRecords.empty();
		}
		ConsumerRecords<K, V> records;
		try {
			tellPositions();
			records = this.pipeline.poll(timeout);
		}
		catch (RuntimeException ex) {
			if (this.hooks.threw(ex)) {
				return ConsumerRecords.empty();
			}
			throw ex;
		}
		ConsumerRecords<K, V> seen = this.pipeline.dispatch().untouched();
		// What was polled must not be lost.
		this.hooks.contained("commit of idle partitions", () -> {
			this.committer.commitDue(this.idlePartitions::due);
			this.committer.commitDue((ledger) -> this.gaps.due(seen, ledger, this));
		});
		if (!records.isEmpty()) {
			this.positions.onDelivery();
		}
		this.hooks.returned(seen);
		return records;
	}

	private boolean isQuiet() {
		boolean isQuiet = this.hooks.isQuiet();
		if (this.wasQuiet && !isQuiet) {
			this.idlePoll.over();
		}
		this.wasQuiet = isQuiet;
		return isQuiet;
	}

	private void tellPositions() {
		Set<TopicPartition> wanted = this.hooks.wanted();
		if (!wanted.isEmpty()) {
			this.hooks.positions(this.positions.read(this, wanted));
		}
	}

	@Override
	public void wakeup() {
		if (!this.idlePoll.wakeUp()) {
			this.kafka.wakeup();
		}
	}

	@Override
	public Set<TopicPartition> paused() {
		return this.pipeline.pauser().pausedByApplication();
	}

	@Override
	public void pause(Collection<TopicPartition> partitions) {
		if (ConsumerCaller.pausesAsApplication()) {
			this.positions.onPause(partitions);
		}
		this.pipeline.pauser().pausedByApplication(partitions);
	}

	@Override
	public void resume(Collection<TopicPartition> partitions) {
		this.pipeline.pauser().resumedByApplication(partitions);
	}

	@Override
	public void seek(TopicPartition partition, long offset) {
		this.positions.onSeek();
		this.seeks.seek(partition, offset);
	}

	@Override
	public void seek(TopicPartition partition, OffsetAndMetadata offset) {
		this.positions.onSeek();
		this.seeks.seek(partition, offset);
	}

	@Override
	public void seekToBeginning(Collection<TopicPartition> partitions) {
		this.seeks.seekToBeginning(partitions);
	}

	@Override
	public void seekToEnd(Collection<TopicPartition> partitions) {
		this.seeks.seekToEnd(partitions);
	}

	@Override
	public long position(TopicPartition partition) {
		return first(partition).orElseGet(() -> this.kafka.position(partition));
	}

	@Override
	public long position(TopicPartition partition, Duration timeout) {
		return first(partition).orElseGet(() -> this.kafka.position(partition, timeout));
	}

	private OptionalLong first(TopicPartition partition) {
		this.pipeline.dispatch().takeBackIfEnded();
		return this.pipeline.buffer().position(partition);
	}

	@Override
	public OptionalLong currentLag(TopicPartition partition) {
		OptionalLong lag = this.kafka.currentLag(partition);
		OptionalLong first = first(partition);
		return (lag.isEmpty() || first.isEmpty()) ? lag
				: OptionalLong.of(lag.getAsLong() + this.kafka.position(partition) - first.getAsLong());
	}

	@Override
	public void commitSync() {
		this.application.commitSync();
	}

	@Override
	public void commitSync(Duration timeout) {
		this.application.commitSync(timeout);
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.application.commitSync(offsets);
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (ConsumerCaller.commitsAsApplication()) {
			this.application.commitSync(offsets, timeout);
			return;
		}
		endInterrupt();
		this.pipeline.commitSync(offsets, timeout);
	}

	@Override
	public void commitAsync(@Nullable OffsetCommitCallback callback) {
		this.application.commitAsync(callback);
	}

	@Override
	public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
		if (ConsumerCaller.commitsAsApplication()) {
			this.application.commitAsync(offsets, callback);
			return;
		}
		endInterrupt();
		this.committer.commitAsync(offsets, callback);
	}

	@Override
	public void assign(Collection<TopicPartition> partitions) {
		this.pipeline.dispatch().settle();
		this.kafka.assign(partitions);
		this.pipeline.buffer().keepOnly(partitions);
		this.pipeline.pauser().keepOnly(partitions);
	}

	@Override
	public void unsubscribe() {
		endInterrupt();
		this.pipeline.leave();
		if (this.session.isStopping()) {
			this.shutdown.unsubscribe();
		}
		else {
			if (subscription().isEmpty()) {
				// Of partitions that were assigned by hand there is no callback.
				this.committer.commitUnconfirmed(assignment(), this.session.stopTimeout());
			}
			this.kafka.unsubscribe();
		}
		this.pipeline.buffer().clear();
		this.pipeline.pauser().clear();
	}

	@Override
	public void close() {
		endInterrupt();
		closeNow();
	}

	/**
	 * Close the consumer, on any thread, once the member's has ended.
	 */
	void closeNow() {
		this.pipeline.leave();
		this.shutdown.close();
	}

	@Override
	public void close(CloseOptions option) {
		this.pipeline.leave();
		this.kafka.close(option);
	}

	private static void endInterrupt() {
		// Code of the application left it behind, and Kafka would throw it out of every
		// call. A container is stopped by other means.
		Thread.interrupted();
	}

	OwnershipChanges ownership() {
		return this.ownership;
	}

	Consumer<K, V> forHooks() {
		return new HookConsumer<>(this, this.seeks, this.pipeline);
	}

}
