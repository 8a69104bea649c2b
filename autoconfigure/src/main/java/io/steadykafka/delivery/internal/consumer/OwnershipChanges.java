package io.steadykafka.delivery.internal.consumer;

import java.util.Collection;

import io.steadykafka.delivery.internal.offsets.IdlePartitions;
import io.steadykafka.delivery.internal.offsets.OffsetCommitter;
import io.steadykafka.delivery.internal.session.MemberSession;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a member does when partitions come and go: it drains, commits what is left, and
 * forgets.
 */
final class OwnershipChanges {

	private final Consumer<?, ?> kafka;

	private final PollPipeline<?, ?> pipeline;

	private final MemberSession session;

	private final OffsetCommitter committer;

	private final IdlePartitions idle;

	private final FollowUpRebalance followUp = new FollowUpRebalance();

	OwnershipChanges(Consumer<?, ?> kafka, PollPipeline<?, ?> pipeline, MemberSession session,
			OffsetCommitter committer, IdlePartitions idle) {
		this.kafka = kafka;
		this.pipeline = pipeline;
		this.session = session;
		this.committer = committer;
		this.idle = idle;
	}

	void beforeAssignment() {
		this.session.hooks().assigned();
	}

	void afterAssignment(Collection<TopicPartition> partitions) {
		this.session.hooks()
			.contained("follow-up rebalance",
					() -> this.followUp.assigned(this.session.listener(), this.kafka, partitions));
	}

	void beforeRevocation(Collection<TopicPartition> partitions) {
		this.session.drain(partitions);
	}

	void afterRevocation(Collection<TopicPartition> partitions) {
		forget(partitions);
		this.committer.commitUnconfirmed(partitions, this.session.stopTimeout());
		this.committer.gone(partitions);
	}

	void beforeLoss(Collection<TopicPartition> partitions) {
		this.committer.lost(partitions);
	}

	void afterLoss(Collection<TopicPartition> partitions) {
		forget(partitions);
		this.committer.gone(partitions);
	}

	private void forget(Collection<TopicPartition> partitions) {
		this.pipeline.buffer().drop(partitions);
		this.pipeline.pauser().gone(partitions);
		this.session.mode().inFlight().forget(partitions);
		this.idle.gone(partitions);
	}

}
