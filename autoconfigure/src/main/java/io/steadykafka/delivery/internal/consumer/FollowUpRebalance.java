package io.steadykafka.delivery.internal.consumer;

import java.util.Collection;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;

/**
 * Has a newcomer join the second round of a cooperative rebalance at once. In the first
 * one it gets nothing, because the others have to give partitions up before; these join
 * again at once, but all of them wait for the newcomer, which would learn of the second
 * round by its next heartbeat. Once a consumer: one that still has nothing afterwards
 * stands by. Not safe for use by several threads.
 */
final class FollowUpRebalance {

	/**
	 * In the first generation of a group everything is assigned in one round.
	 */
	private static final int FIRST_GENERATION = 1;

	private boolean over;

	/**
	 * A consumer was assigned partitions, in the callback that says so.
	 * @param partitions the partitions, perhaps none
	 */
	void assigned(ListenerContainer listener, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		boolean first = !this.over;
		this.over = true;
		if (first && partitions.isEmpty() && isCooperative(listener)
				&& consumer.groupMetadata().generationId() > FIRST_GENERATION) {
			consumer.enforceRebalance("it is new, and the others are about to give partitions up");
		}
	}

	private static boolean isCooperative(ListenerContainer listener) {
		return !listener.speaksConsumerProtocol()
				&& listener.setting(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG)
					.filter(CooperativeStickyAssignor.class.getName()::equals)
					.isPresent();
	}

}
