package io.steadykafka.rebalance.internal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import org.apache.kafka.common.TopicPartition;

/**
 * The members of one listener in this instance, held weakly. Not for use by several
 * threads.
 */
final class KnownMembers {

	private final Map<Object, Known> members = new WeakHashMap<>();

	private long failed;

	/**
	 * Add a change.
	 * @return what is new of the member
	 */
	MemberEvidence add(AssignmentChange change) {
		AssignmentChange.Member member = change.member();
		Known known = this.members.get(member.key());
		boolean first = known == null && change.kind() == Kind.ASSIGNED;
		boolean subscriptionChanged = false;
		if (known == null) {
			known = new Known();
			this.members.put(member.key(), known);
		}
		else {
			// By growth only: Kafka counts a normal start as a failed one.
			this.failed += Math.max(0, Math.round(member.failedRebalances() - known.failedRebalances));
			subscriptionChanged = !member.topics().isEmpty() && !member.topics().equals(known.topics);
		}
		known.failedRebalances = member.failedRebalances();
		known.topics = (member.topics().isEmpty()) ? known.topics : member.topics();
		if (change.kind() == Kind.ASSIGNED) {
			known.owned.addAll(change.partitions());
		}
		else {
			known.owned.removeAll(change.partitions());
		}
		return new MemberEvidence(first, subscriptionChanged);
	}

	Set<TopicPartition> owned() {
		return this.members.values().stream().flatMap((member) -> member.owned.stream()).collect(Collectors.toSet());
	}

	long failed() {
		return this.failed;
	}

	private static final class Known {

		private final Set<TopicPartition> owned = new HashSet<>();

		private Set<String> topics = Set.of();

		private double failedRebalances;

	}

}
