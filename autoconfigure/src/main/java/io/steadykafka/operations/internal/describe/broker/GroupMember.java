package io.steadykafka.operations.internal.describe.broker;

import java.util.Set;

import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * A member of a group by the brokers' description.
 *
 * @param instanceId its {@code group.instance.id}, empty if it is a dynamic member
 */
public record GroupMember(String id, String client, String host, String instanceId, Set<TopicPartition> partitions) {

	public GroupMember {
		partitions = Set.copyOf(partitions);
	}

	static GroupMember of(MemberDescription member) {
		return new GroupMember(member.consumerId(), member.clientId(), member.host(),
				member.groupInstanceId().orElse(""), member.assignment().topicPartitions());
	}

}
