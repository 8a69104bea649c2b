package io.steadykafka.lag.internal.sampling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemberCounts}.
 */
class MemberCountsTests {

	private final MemberCounts counts = new MemberCounts();

	@Test
	void membersThatComeAndGoAreCounted() {
		assertThat(this.counts.of("group")).isEmpty();
		assertThat(sample(member("a"), member("b")))
			.contains(new GroupMembers("group", "Stable", "Classic", OptionalInt.of(2), 0));
		assertThat(sample(member("a"), member("b")))
			.contains(new GroupMembers("group", "Stable", "Classic", OptionalInt.of(2), 0));
		assertThat(sample(member("b"), member("c"), member("d")))
			.contains(new GroupMembers("group", "Stable", "Classic", OptionalInt.of(3), 3));
		assertThat(sample()).contains(new GroupMembers("group", "Stable", "Classic", OptionalInt.of(0), 6));
	}

	@Test
	void aStaticMemberThatIsBackIsTheSameOne() {
		sample(staticMember("a", "one"));
		assertThat(sample(staticMember("b", "one")))
			.contains(new GroupMembers("group", "Stable", "Classic", OptionalInt.of(1), 0));
	}

	@Test
	void whatIsNotKnownIsNotCounted() {
		sample(member("a"));
		this.counts.update(Map.of("group", RequestOutcome.failed(null, "group")));
		assertThat(this.counts.of("group")).contains(new GroupMembers("group", "", "", OptionalInt.empty(), 0));
		assertThat(sample(member("b"))).contains(new GroupMembers("group", "Stable", "Classic", OptionalInt.of(1), 2));
		this.counts.update(Map.of());
		assertThat(this.counts.of("group")).contains(new GroupMembers("group", "", "", OptionalInt.empty(), 2));
	}

	@Test
	void aGroupThatNobodyIsInterestedInAnyMoreIsForgotten() {
		sample(member("a"));
		sample(member("b"));
		this.counts.retain(Set.of("another"));
		this.counts.update(Map.of());
		assertThat(this.counts.of("group")).isEmpty();
		assertThat(sample(member("c"))).contains(new GroupMembers("group", "Stable", "Classic", OptionalInt.of(1), 0));
	}

	private Optional<GroupMembers> sample(MemberDescription... members) {
		ConsumerGroupDescription group = new ConsumerGroupDescription("group", false, List.of(members), "range",
				GroupType.CLASSIC, GroupState.STABLE, Node.noNode(), Set.of(), Optional.empty(), Optional.empty());
		this.counts.update(Map.of("group", RequestOutcome.of(group)));
		return this.counts.of("group");
	}

	private static MemberDescription member(String id) {
		return described(id, Optional.empty());
	}

	private static MemberDescription staticMember(String id, String instanceId) {
		return described(id, Optional.of(instanceId));
	}

	private static MemberDescription described(String id, Optional<String> instanceId) {
		return new MemberDescription(id, instanceId, Optional.empty(), "client", "host", new MemberAssignment(Set.of()),
				Optional.empty(), Optional.empty(), Optional.empty());
	}

}
