package io.steadykafka.lag.internal.sampling;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides which of the partitions that no member of a group owns this instance monitors:
 * all or none. All instances ask the same brokers and get the same answer: it is the one
 * that owns the first partition, by topic and number.
 */
final class UnownedPartitions {

	private static final Comparator<TopicPartition> FIRST = Comparator.comparing(TopicPartition::topic)
		.thenComparingInt(TopicPartition::partition);

	private static final Set<GroupState> REBALANCES = Set.of(GroupState.PREPARING_REBALANCE,
			GroupState.COMPLETING_REBALANCE, GroupState.ASSIGNING, GroupState.RECONCILING);

	private UnownedPartitions() {
	}

	/**
	 * The partitions to monitor.
	 * @param before the last answer, which applies while the group rebalances
	 */
	static Set<TopicPartition> of(RequestOutcome<ConsumerGroupDescription> described, Collection<TopicPartition> all,
			Set<TopicPartition> own, Set<TopicPartition> before) {
		if (described.isFailed() || REBALANCES.contains(described.get().groupState())) {
			Set<TopicPartition> still = new HashSet<>(before);
			still.removeAll(own);
			return still;
		}
		Set<TopicPartition> assigned = described.get()
			.members()
			.stream()
			.flatMap((member) -> member.assignment().topicPartitions().stream())
			.collect(Collectors.toSet());
		boolean ours = assigned.stream().min(FIRST).map(own::contains).orElse(false);
		if (!ours) {
			return Set.of();
		}
		Set<TopicPartition> unowned = new HashSet<>(all);
		unowned.removeAll(assigned);
		unowned.removeAll(own);
		return unowned;
	}

}
