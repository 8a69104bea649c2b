package io.steadykafka.delivery.internal.consumer;

import java.util.Collection;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Surrounds the callback of a subscription: before it the member drains, after it the
 * member commits what is left and forgets its partitions, whatever the callback throws.
 */
final class RebalanceCallback implements ConsumerRebalanceListener {

	private final ConsumerRebalanceListener callback;

	private final Supplier<@Nullable MemberConsumer<?, ?>> members;

	RebalanceCallback(ConsumerRebalanceListener callback, Supplier<@Nullable MemberConsumer<?, ?>> members) {
		this.callback = callback;
		this.members = members;
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		MemberConsumer<?, ?> member = this.members.get();
		if (member == null) {
			this.callback.onPartitionsAssigned(partitions);
			return;
		}
		member.ownership().beforeAssignment();
		try {
			this.callback.onPartitionsAssigned(partitions);
		}
		catch (WakeupException ex) {
			// Kafka would call it again without the partitions, and nobody would hear of
			// them.
			this.callback.onPartitionsAssigned(partitions);
			member.wakeup();
		}
		member.ownership().afterAssignment(partitions);
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		MemberConsumer<?, ?> member = this.members.get();
		if (member != null) {
			member.ownership().beforeRevocation(partitions);
		}
		try {
			this.callback.onPartitionsRevoked(partitions);
		}
		finally {
			if (member != null) {
				member.ownership().afterRevocation(partitions);
			}
		}
	}

	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		MemberConsumer<?, ?> member = this.members.get();
		if (member != null) {
			member.ownership().beforeLoss(partitions);
		}
		try {
			this.callback.onPartitionsLost(partitions);
		}
		finally {
			if (member != null) {
				member.ownership().afterLoss(partitions);
			}
		}
	}

}
