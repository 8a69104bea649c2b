package io.steadykafka.operations.internal.describe.broker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.lag.PartitionLag;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A group as the brokers describe it. Immutable.
 *
 * @param state the state as the brokers call it
 * @param type the kind of group, empty if it is not known
 * @param assignor empty if there are no members, or it is not known
 * @param coordinator empty if it is not known
 * @param members {@code null} if they are not known
 * @param offsets committed offsets and ends of partitions, {@code null} if they were not
 * asked for, or are not known
 * @param unknownBecause why members or offsets are not known
 */
public record BrokerGroup(String name, String state, String type, String assignor, String coordinator,
		@Nullable List<GroupMember> members, @Nullable Map<TopicPartition, PartitionLag> offsets,
		String unknownBecause) {

	static BrokerGroup of(ConsumerGroupDescription group) {
		return new BrokerGroup(group.groupId(), group.groupState().toString(), group.type().toString(),
				group.partitionAssignor(), coordinator(group.coordinator()),
				group.members().stream().map(GroupMember::of).toList(), null, "");
	}

	static String coordinator(@Nullable Node node) {
		return (node == null || node.isEmpty()) ? "" : node.idString() + " at " + node.host() + ":" + node.port();
	}

	BrokerGroup with(Map<TopicPartition, PartitionLag> read) {
		return new BrokerGroup(this.name, this.state, this.type, this.assignor, this.coordinator, this.members, read,
				this.unknownBecause);
	}

	BrokerGroup unknown(String because) {
		return new BrokerGroup(this.name, this.state, this.type, this.assignor, this.coordinator, this.members,
				this.offsets, because);
	}

	/**
	 * The partitions that members are assigned.
	 */
	public Set<TopicPartition> assigned() {
		return (this.members == null) ? Set.of()
				: this.members.stream()
					.flatMap((member) -> member.partitions().stream())
					.collect(Collectors.toUnmodifiableSet());
	}

	public Optional<GroupMember> ownerOf(TopicPartition partition) {
		return (this.members == null) ? Optional.empty()
				: this.members.stream().filter((member) -> member.partitions().contains(partition)).findFirst();
	}

}
