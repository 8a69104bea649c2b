package io.steadykafka.delivery.internal.consumer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import io.steadykafka.delivery.internal.dispatch.Dispatch;
import io.steadykafka.delivery.internal.offsets.IdlePartitions;
import io.steadykafka.delivery.internal.offsets.InFlightRecords;
import io.steadykafka.delivery.internal.offsets.OffsetCommitter;
import io.steadykafka.delivery.internal.offsets.OffsetGaps;
import io.steadykafka.delivery.internal.session.MemberHooks;
import io.steadykafka.delivery.internal.session.MemberSession;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Seeks of a member. One to a record in the buffer needs no fetch.
 */
final class Seeks {

	private final Consumer<?, ?> kafka;

	private final PollPipeline<?, ?> pipeline;

	private final RecordBuffer<?, ?> buffer;

	private final Dispatch<?, ?> dispatch;

	private final InFlightRecords inFlight;

	private final MemberHooks hooks;

	private final OffsetCommitter committer;

	private final IdlePartitions idle;

	private final OffsetGaps gaps;

	Seeks(Consumer<?, ?> kafka, PollPipeline<?, ?> pipeline, MemberSession session, OffsetCommitter committer,
			IdlePartitions idle, OffsetGaps gaps) {
		this.kafka = kafka;
		this.pipeline = pipeline;
		this.buffer = pipeline.buffer();
		this.dispatch = pipeline.dispatch();
		this.inFlight = session.mode().inFlight();
		this.hooks = session.hooks();
		this.committer = committer;
		this.idle = idle;
		this.gaps = gaps;
	}

	void seek(TopicPartition partition, long offset) {
		tell(Set.of(partition), OptionalLong.of(offset));
		seekUntold(partition, offset);
	}

	/**
	 * Seek for a hook, and tell nobody.
	 */
	void seekUntold(TopicPartition partition, long offset) {
		seek(partition, offset, () -> this.kafka.seek(partition, offset));
	}

	/**
	 * Seek for a hook that resets the partition: what its container had to commit before
	 * is not committed any more.
	 */
	void reset(TopicPartition partition, OffsetAndMetadata offset) {
		seek(partition, offset);
		this.committer.reset(partition, offset.offset(), () -> this.pipeline.next(partition));
	}

	void seek(TopicPartition partition, OffsetAndMetadata offset) {
		tell(Set.of(partition), OptionalLong.of(offset.offset()));
		seek(partition, offset.offset(), () -> this.kafka.seek(partition, offset));
	}

	private void seek(TopicPartition partition, long offset, Runnable seek) {
		this.dispatch.takeBack();
		this.inFlight.sought(partition, offset);
		if (!this.buffer.skipTo(partition, offset)) {
			this.idle.sought(Set.of(partition));
			seek.run();
			this.buffer.drop(Set.of(partition));
		}
	}

	void seekToBeginning(Collection<TopicPartition> partitions) {
		Collection<TopicPartition> all = allIfNone(partitions);
		seek(all, () -> this.kafka.seekToBeginning(all));
	}

	void seekToEnd(Collection<TopicPartition> partitions) {
		Collection<TopicPartition> all = allIfNone(partitions);
		seek(all, () -> this.kafka.seekToEnd(all));
		all.forEach((partition) -> this.inFlight.sought(partition, Long.MAX_VALUE));
	}

	private void seek(Collection<TopicPartition> partitions, Runnable seek) {
		tell(partitions, OptionalLong.empty());
		this.dispatch.takeBack();
		this.idle.sought(partitions);
		seek.run();
		this.buffer.drop(partitions);
	}

	private Collection<TopicPartition> allIfNone(Collection<TopicPartition> partitions) {
		// As Kafka takes it.
		return (partitions.isEmpty()) ? this.kafka.assignment() : partitions;
	}

	private void tell(Collection<TopicPartition> partitions, OptionalLong offset) {
		this.gaps.sought(partitions);
		this.committer.sought(partitions, offset);
		Map<TopicPartition, OptionalLong> targets = new HashMap<>();
		partitions.forEach((partition) -> targets.put(partition, offset));
		this.hooks.sought(targets);
	}

}
