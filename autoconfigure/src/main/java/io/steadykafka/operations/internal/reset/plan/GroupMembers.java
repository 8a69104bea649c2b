package io.steadykafka.operations.internal.reset.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * The members of a group, as the brokers describe them.
 *
 * @param state the state of the group
 * @param count how many there are
 * @param owners who owns a partition: client id and host
 */
public record GroupMembers(GroupState state, int count, Map<TopicPartition, String> owners) {

	public static GroupMembers of(ConsumerGroupDescription group) {
		return new GroupMembers(group.groupState(), group.members().size(), owners(group.members()));
	}

	private static Map<TopicPartition, String> owners(Collection<MemberDescription> members) {
		Map<TopicPartition, String> owners = new HashMap<>();
		members.forEach((member) -> member.assignment()
			.topicPartitions()
			.forEach((partition) -> owners.put(partition,
					PlainText.name(member.clientId()) + " at " + PlainText.name(member.host()))));
		return Map.copyOf(owners);
	}

	/**
	 * Whether it is known who owns what: no rebalance is under way.
	 */
	public boolean isSettled() {
		return this.state == GroupState.STABLE || this.state == GroupState.EMPTY;
	}

	public boolean isEmpty() {
		return this.count == 0;
	}

}
