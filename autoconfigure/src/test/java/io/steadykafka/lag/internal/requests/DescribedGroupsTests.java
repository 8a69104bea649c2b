package io.steadykafka.lag.internal.requests;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.lag.internal.sampling.ReadRule;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DescribedGroups}.
 */
class DescribedGroupsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private final DescribedGroups groups = new DescribedGroups();

	@Test
	void aGroupThatNobodyLookedAtMayRest() {
		assertThat(resting()).containsExactly("group");
	}

	@Test
	void aGroupThatDidNotExistMayRest() {
		this.groups
			.remember(Map.of("group", RequestOutcome.failed(new GroupIdNotFoundException("not there"), "group")));
		assertThat(resting()).containsExactly("group");
	}

	@Test
	void aGroupWithoutMembersRests() {
		remember(GroupState.EMPTY, List.of());
		assertThat(resting()).containsExactly("group");
	}

	@Test
	void aGroupWhoseMembersWorkDoesNotRest() {
		remember(GroupState.STABLE, List.of(member(Set.of(PARTITION))));
		assertThat(resting()).isEmpty();
		remember(GroupState.RECONCILING, List.of(member(Set.of()), member(Set.of(PARTITION))));
		assertThat(resting()).isEmpty();
	}

	@Test
	void aGroupWhoseFirstMembersJoinRests() {
		remember(GroupState.COMPLETING_REBALANCE, List.of(member(Set.of())));
		assertThat(resting()).containsExactly("group");
	}

	@Test
	void aGroupThatWorkedDoesNotRestAmidARebalance() {
		remember(GroupState.STABLE, List.of(member(Set.of(PARTITION))));
		remember(GroupState.PREPARING_REBALANCE, List.of(member(Set.of()), member(Set.of())));
		assertThat(resting()).isEmpty();
		remember(GroupState.COMPLETING_REBALANCE, List.of(member(Set.of()), member(Set.of())));
		assertThat(resting()).isEmpty();
		remember(GroupState.EMPTY, List.of());
		assertThat(resting()).containsExactly("group");
	}

	@Test
	void aGroupThatOwnsSomethingHereDoesNotRest() {
		assertThat(this.groups.resting(Map.of("group", Map.of(PARTITION, ReadRule.KAFKA_DEFAULT)))).isEmpty();
	}

	private Set<String> resting() {
		return this.groups.resting(Map.of("group", Map.of()));
	}

	private void remember(GroupState state, List<MemberDescription> members) {
		ConsumerGroupDescription group = new ConsumerGroupDescription("group", false, members, "range",
				GroupType.CLASSIC, state, Node.noNode(), Set.of(), Optional.empty(), Optional.empty());
		this.groups.remember(Map.of("group", RequestOutcome.of(group)));
	}

	private static MemberDescription member(Set<TopicPartition> owned) {
		return new MemberDescription("member", Optional.empty(), Optional.empty(), "client", "host",
				new MemberAssignment(owned), Optional.empty(), Optional.empty(), Optional.empty());
	}

}
