package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.operations.internal.reset.plan.GroupMembers;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Asks the brokers of a cluster for the members of a group.
 */
final class GroupMembersReader {

	private final Admin admin;

	private final Duration timeout;

	GroupMembersReader(Admin admin, Duration timeout) {
		this.admin = admin;
		this.timeout = timeout;
	}

	/**
	 * The members of a group, empty if there is no such group.
	 * @throws IllegalArgumentException if it is no group of consumers
	 */
	Optional<GroupMembers> read(String group) {
		try {
			GroupMembers members = GroupMembers.of(
					ClusterAdmins
						.await(this.admin
							.describeConsumerGroups(List.of(group),
									new DescribeConsumerGroupsOptions().timeoutMs(millis()))
							.all(), this.timeout, "the members of group '" + PlainText.name(group) + "'")
						.values()
						.iterator()
						.next());
			// Brokers before Kafka 4.0 say this of a group that they do not know.
			return Optional.of(members).filter((known) -> known.state() != GroupState.DEAD);
		}
		catch (GroupIdNotFoundException ex) {
			refuseOtherType(group);
			return Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			// A classic group of other clients, such as Kafka Connect's workers.
			throw new IllegalArgumentException(
					"Group '" + PlainText.name(group) + "' is no group of consumers, so it has no offsets to reset",
					ex);
		}
	}

	/**
	 * Of share and streams groups the brokers say that they are not there, too.
	 */
	private void refuseOtherType(String group) {
		ClusterAdmins
			.await(this.admin.listGroups(new ListGroupsOptions().timeoutMs(millis())).all(), this.timeout,
					"the types of groups")
			.stream()
			.filter((listed) -> listed.groupId().equals(group))
			.map(GroupListing::type)
			.flatMap(Optional::stream)
			.filter((type) -> type != GroupType.CLASSIC && type != GroupType.CONSUMER)
			.findAny()
			.ifPresent((type) -> {
				throw new IllegalArgumentException(
						"Group '" + PlainText.name(group) + "' is a " + type.toString().toLowerCase(Locale.ROOT)
								+ " group. Only offsets of consumer groups and classic groups can be reset here");
			});
	}

	private int millis() {
		return Math.toIntExact(this.timeout.toMillis());
	}

}
