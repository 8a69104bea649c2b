package io.steadykafka.operations.internal.reset.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionOwners}.
 */
class PartitionOwnersTests {

	private static final TopicPartition FIRST = new TopicPartition("orders", 0);

	private static final TopicPartition SECOND = new TopicPartition("orders", 1);

	private static final List<TopicPartition> BOTH = List.of(FIRST, SECOND);

	@Test
	void aGroupWithoutMembersCanBeReset() {
		PartitionOwners owners = new PartitionOwners(group(GroupState.EMPTY), Map.of());
		assertThat(owners.obstacles(BOTH)).isEmpty();
		assertThat(owners.reached(BOTH)).isEmpty();
		assertThat(owners.of(FIRST)).isNull();
	}

	@Test
	void reachableOwnersCanBeReset() {
		PartitionOwners owners = new PartitionOwners(group(GroupState.STABLE, member(FIRST, SECOND)),
				Map.of(FIRST, "listener 'orders'", SECOND, "listener 'orders'"));
		assertThat(owners.obstacles(BOTH)).isEmpty();
		assertThat(owners.reached(List.of(FIRST))).containsExactly(FIRST);
		assertThat(owners.of(FIRST)).isEqualTo("listener 'orders'");
	}

	@Test
	void anOwnerThatCanNotBeReachedIsNamed() {
		PartitionOwners owners = new PartitionOwners(group(GroupState.STABLE, member(FIRST), member(SECOND)),
				Map.of(FIRST, "listener 'orders'"));
		assertThat(owners.obstacles(BOTH))
			.isEqualTo(Map.of(SECOND, "it is owned by client? at /10.0.0.1, which can't be reached"));
		assertThat(owners.of(SECOND)).isEqualTo("client? at /10.0.0.1");
	}

	@Test
	void whatNobodyOwnsInAGroupWithMembersCanNotBeReset() {
		PartitionOwners owners = new PartitionOwners(group(GroupState.STABLE, member(FIRST)),
				Map.of(FIRST, "listener 'orders'"));
		assertThat(owners.obstacles(BOTH))
			.isEqualTo(Map.of(SECOND, "no member owns it, and while the group has members only an owner can move it"));
	}

	@Test
	void duringARebalanceAnOwnerIsNotKnown() {
		for (GroupState state : Set.of(GroupState.PREPARING_REBALANCE, GroupState.COMPLETING_REBALANCE,
				GroupState.ASSIGNING, GroupState.RECONCILING)) {
			PartitionOwners owners = new PartitionOwners(group(state, member()), Map.of());
			assertThat(owners.members().isSettled()).isFalse();
			assertThat(owners.obstacles(BOTH)).containsOnlyKeys(FIRST, SECOND)
				.containsValue("the group rebalances, so its owner is not known");
		}
	}

	/**
	 * A listener here that names its partitions is no member of the group.
	 */
	@Test
	void partitionsThatAreAssignedByHandAreNotMixedWithOthers() {
		PartitionOwners owners = new PartitionOwners(group(GroupState.EMPTY), Map.of(FIRST, "listener 'orders'"));
		assertThat(owners.obstacles(BOTH)).containsOnlyKeys(SECOND);
		assertThat(owners.obstacles(List.of(FIRST))).isEmpty();
		assertThat(owners.obstacles(List.of(SECOND))).isEmpty();
	}

	private static GroupMembers group(GroupState state, MemberDescription... members) {
		return GroupMembers.of(new ConsumerGroupDescription("group", false, List.of(members), "range",
				GroupType.CLASSIC, state, Node.noNode(), Set.of(), Optional.empty(), Optional.empty()));
	}

	private static MemberDescription member(TopicPartition... owned) {
		return new MemberDescription("member", Optional.empty(), Optional.empty(), "client\n", "/10.0.0.1",
				new MemberAssignment(Set.of(owned)), Optional.empty(), Optional.empty(), Optional.empty());
	}

}
