package io.steadykafka.operations.internal.describe.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;

/**
 * Asks the brokers for groups of Kafka Streams (KIP-1071), with a request of their own.
 */
final class StreamsGroups {

	private static final String TYPE = "Streams";

	private StreamsGroups() {
	}

	static Map<String, RequestOutcome<BrokerGroup>> describe(Admin admin, Set<String> groups, Duration timeout) {
		Map<String, RequestOutcome<BrokerGroup>> outcomes = new HashMap<>();
		if (!groups.isEmpty()) {
			int millis = Math.toIntExact(timeout.toMillis());
			admin.describeStreamsGroups(groups, new DescribeStreamsGroupsOptions().timeoutMs(millis))
				.describedGroups()
				.forEach((group, answer) -> outcomes.put(group,
						AwaitedAnswer.of(answer.thenApply(StreamsGroups::of), group, timeout)));
		}
		return outcomes;
	}

	private static BrokerGroup of(StreamsGroupDescription group) {
		// Its members have tasks, which are more than partitions.
		return new BrokerGroup(group.groupId(), group.groupState().toString(), TYPE, "",
				BrokerGroup.coordinator(group.coordinator()),
				group.members().stream().map(StreamsGroups::member).toList(), null, "");
	}

	private static GroupMember member(StreamsGroupMemberDescription member) {
		return new GroupMember(member.memberId(), member.clientId(), member.clientHost(),
				member.instanceId().orElse(""), Set.of());
	}

}
