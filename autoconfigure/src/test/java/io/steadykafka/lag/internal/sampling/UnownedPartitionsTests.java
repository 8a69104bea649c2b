package io.steadykafka.lag.internal.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.steadykafka.lag.internal.requests.RequestOutcome;
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
 * Tests for {@link UnownedPartitions}.
 */
class UnownedPartitionsTests {

	private static final Set<TopicPartition> ALL = partitions(0, 1, 2, 3, 4, 5);

	@Test
	void exactlyOneInstanceLooksAfterWhatNobodyOwns() {
		RequestOutcome<ConsumerGroupDescription> group = group(GroupState.STABLE, partitions(0, 3), partitions(1, 2));
		assertThat(UnownedPartitions.of(group, ALL, partitions(0, 3), Set.of())).isEqualTo(partitions(4, 5));
		assertThat(UnownedPartitions.of(group, ALL, partitions(1, 2), Set.of())).isEmpty();
		assertThat(UnownedPartitions.of(group, ALL, Set.of(), partitions(4))).isEmpty();
	}

	@Test
	void whereAllIsOwnedThereIsNothingToLookAfter() {
		RequestOutcome<ConsumerGroupDescription> group = group(GroupState.STABLE, ALL);
		assertThat(UnownedPartitions.of(group, ALL, ALL, Set.of())).isEmpty();
	}

	@Test
	void aGroupWithoutMembersIsNobodys() {
		assertThat(UnownedPartitions.of(group(GroupState.STABLE), ALL, Set.of(), Set.of())).isEmpty();
	}

	@Test
	void whileTheGroupRebalancesTheLastAnswerHolds() {
		RequestOutcome<ConsumerGroupDescription> group = group(GroupState.PREPARING_REBALANCE, Set.of());
		assertThat(UnownedPartitions.of(group, ALL, partitions(4), partitions(4, 5))).isEqualTo(partitions(5));
		RequestOutcome<ConsumerGroupDescription> failed = RequestOutcome.failed(new IllegalStateException("expected"),
				"group");
		assertThat(UnownedPartitions.of(failed, ALL, Set.of(), partitions(4, 5))).isEqualTo(partitions(4, 5));
	}

	@SafeVarargs
	private static RequestOutcome<ConsumerGroupDescription> group(GroupState state, Set<TopicPartition>... members) {
		List<MemberDescription> described = new ArrayList<>();
		for (Set<TopicPartition> member : members) {
			described
				.add(new MemberDescription("member-" + described.size(), Optional.empty(), Optional.empty(), "client",
						"host", new MemberAssignment(member), Optional.empty(), Optional.empty(), Optional.empty()));
		}
		return RequestOutcome.of(new ConsumerGroupDescription("group", false, described, "cooperative-sticky",
				GroupType.CLASSIC, state, Node.noNode(), Set.of(), Optional.empty(), Optional.empty()));
	}

	private static Set<TopicPartition> partitions(int... partitions) {
		return IntStream.of(partitions)
			.mapToObj((partition) -> new TopicPartition("orders", partition))
			.collect(Collectors.toSet());
	}

}
