package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import io.steadykafka.delivery.internal.dispatch.Dispatch;
import io.steadykafka.delivery.internal.offsets.IdlePartitions;
import io.steadykafka.delivery.internal.offsets.OffsetCommitter;
import io.steadykafka.delivery.internal.session.MemberHooks;
import io.steadykafka.delivery.internal.session.MemberSession;
import io.steadykafka.listener.internal.CurrentPosition;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;

/**
 * A poll from the hooks of the session to the next batch: what the listener finishes
 * within the redo window is delivered, the rest stays in the buffer. Not for use by
 * several threads.
 */
final class PollPipeline<K, V> {

	private final Consumer<K, V> kafka;

	private final MemberSession session;

	private final OffsetCommitter committer;

	private final IdlePartitions idle;

	private final RecordBuffer<K, V> buffer = new RecordBuffer<>();

	private final Dispatch<K, V> dispatch;

	private final PartitionPauser pauser;

	private final OverlappedCommit overlapped;

	PollPipeline(Consumer<K, V> kafka, MemberSession session, OffsetCommitter committer, IdlePartitions idle) {
		this.kafka = kafka;
		this.session = session;
		this.committer = committer;
		this.idle = idle;
		this.dispatch = new Dispatch<>(this.buffer, session.mode());
		this.pauser = new PartitionPauser(kafka);
		this.overlapped = new OverlappedCommit(kafka, committer);
	}

	RecordBuffer<K, V> buffer() {
		return this.buffer;
	}

	Dispatch<K, V> dispatch() {
		return this.dispatch;
	}

	PartitionPauser pauser() {
		return this.pauser;
	}

	ConsumerRecords<K, V> poll(Duration timeout) {
		MemberHooks hooks = this.session.hooks();
		ConsumerRecord<K, V> abandoned = this.dispatch.settleAfterReturn();
		if (abandoned != null) {
			hooks.abandoned(abandoned);
		}
		hooks.beforePoll();
		Map<TopicPartition, Duration> waiting = hooks.waiting();
		DeliveryLimit limit = hooks.limit();
		boolean ready = this.pauser.prepare(this.buffer, waiting.keySet(), limit);
		try {
			if (!fetch((ready) ? Duration.ZERO : this.session.patience(timeout, waiting))) {
				return ConsumerRecords.empty();
			}
		}
		catch (RecordDeserializationException ex) {
			if (!hooks.undecodable(ex)) {
				throw ex;
			}
			this.session.mode().undecodable();
			return ConsumerRecords.empty();
		}
		return deliver(limit, waiting.keySet());
	}

	/**
	 * Fetch into the buffer. If there is a commit without an answer, fetch without
	 * waiting first, so that the answer never has to wait for records.
	 * @return {@code false} if a commit failed: nothing is to be delivered before the
	 * next poll, in which the consumer learns what became of it
	 */
	private boolean fetch(Duration timeout) {
		if (!this.overlapped.isOpen()) {
			add(timeout);
			return true;
		}
		add(Duration.ZERO);
		if (!this.overlapped.await()) {
			return false;
		}
		if (this.buffer.isEmpty()) {
			add(timeout);
		}
		return true;
	}

	private void add(Duration timeout) {
		this.committer.throwDeferred();
		ConsumerRecords<K, V> fetched = this.kafka.poll(timeout);
		this.idle.fetched(fetched);
		this.committer.retry();
		this.buffer.add(fetched);
	}

	private ConsumerRecords<K, V> deliver(DeliveryLimit limit, Set<TopicPartition> waitingBefore) {
		if (this.buffer.isEmpty()) {
			return ConsumerRecords.empty();
		}
		// Asked anew: the poll may have called a rebalance listener.
		Set<TopicPartition> paused = this.pauser.pausedByApplication();
		Set<TopicPartition> waitingNow = this.session.hooks().waiting().keySet();
		Predicate<TopicPartition> which = this.buffer.which(limit);
		boolean alone = limit.only() == null || which.test(limit.only());
		int records = Math.min(this.session.mode().limit(), (alone) ? limit.records() : Integer.MAX_VALUE);
		ConsumerRecords<K, V> batch = this.dispatch.next(records,
				(partition) -> which.test(partition) && !waitingBefore.contains(partition)
						&& !waitingNow.contains(partition) && !paused.contains(partition));
		if (!batch.isEmpty()) {
			this.session.hooks().delivered(batch.count());
			this.dispatch.begin();
		}
		return batch;
	}

	/**
	 * A commit of the container.
	 */
	void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		long start = this.session.nanoTime().getAsLong();
		if (this.session.mode().overlapsCommits() && !this.session.isStopping() && this.dispatch.isUsedUp()) {
			this.overlapped.commit(offsets, timeout);
		}
		else {
			this.committer.commitSync(offsets, timeout);
		}
		this.session.mode().watch().interrupted(this.session.nanoTime().getAsLong() - start);
	}

	/**
	 * The next offset that is delivered of a partition, empty if that is not known.
	 */
	OptionalLong next(TopicPartition partition) {
		OptionalLong first = this.buffer.position(partition);
		return (first.isPresent()) ? first : CurrentPosition.of(this.kafka, partition);
	}

	void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
		this.committer.commitAsync(offsets, callback);
	}

	/**
	 * The consumer ends, or its subscription does.
	 */
	void leave() {
		this.dispatch.settle();
		this.session.summary().buffered(this.buffer.size());
	}

}
