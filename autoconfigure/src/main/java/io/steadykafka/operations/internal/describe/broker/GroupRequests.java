package io.steadykafka.operations.internal.describe.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.lag.internal.requests.OffsetRequests;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListGroupsResult;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Asks the brokers for groups, several with one request, each within a time limit.
 * Blocks.
 */
final class GroupRequests {

	static final String MISSING = "the brokers have no such group";

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final Admin admin;

	private final OffsetRequests requests;

	GroupRequests(Admin admin) {
		this.admin = admin;
		this.requests = new OffsetRequests(admin, TIMEOUT);
	}

	OffsetRequests offsets() {
		return this.requests;
	}

	/**
	 * Describes groups.
	 * @param types their types, as far as they are known
	 * @throws UnansweredException if none of them can be described because no broker
	 * answers
	 */
	Map<String, RequestOutcome<BrokerGroup>> describe(Set<String> groups, Map<String, GroupType> types) {
		Set<String> streams = of(GroupType.STREAMS, groups, types);
		Set<String> others = new HashSet<>(groups);
		others.removeAll(streams);
		Map<String, RequestOutcome<BrokerGroup>> described = new HashMap<>(
				StreamsGroups.describe(this.admin, streams, TIMEOUT));
		this.requests.groups(others, of(GroupType.CLASSIC, others, types)).get().forEach((group, outcome) -> {
			boolean dead = !outcome.isFailed() && outcome.get().groupState() == GroupState.DEAD;
			described.put(group,
					(dead) ? RequestOutcome.failed(new GroupIdNotFoundException(MISSING), group)
							: (outcome.isFailed()) ? RequestOutcome.failed(outcome.cause(), group)
									: RequestOutcome.of(BrokerGroup.of(outcome.get())));
		});
		if (!described.isEmpty() && described.values().stream().allMatch(RequestOutcome::isTimedOut)) {
			throw new UnansweredException(described.values().iterator().next().reason());
		}
		return described;
	}

	private static Set<String> of(GroupType type, Set<String> groups, Map<String, GroupType> types) {
		Set<String> found = new HashSet<>();
		groups.stream().filter((group) -> types.get(group) == type).forEach(found::add);
		return found;
	}

	/**
	 * Lists all groups of the cluster.
	 * @throws UnansweredException if no broker answers
	 */
	Listing list() {
		ListGroupsResult result = this.admin
			.listGroups(new ListGroupsOptions().timeoutMs(Math.toIntExact(TIMEOUT.toMillis())));
		List<String> problems = new ArrayList<>();
		RequestOutcome<Collection<GroupListing>> listed = AwaitedAnswer.of(result.valid(), "all groups", TIMEOUT);
		RequestOutcome<Collection<Throwable>> errors = AwaitedAnswer.of(result.errors(), "all groups", TIMEOUT);
		if (listed.isFailed()) {
			throw new UnansweredException(listed.reason());
		}
		if (!errors.isFailed()) {
			errors.get().forEach((error) -> problems.add(RequestOutcome.describe(error, "all groups")));
		}
		if (listed.get().isEmpty() && !problems.isEmpty()) {
			throw new UnansweredException(problems.get(0));
		}
		return new Listing(listed.get(), (problems.isEmpty()) ? "" : problems.get(0));
	}

	/**
	 * Groups of the cluster.
	 *
	 * @param problem why some may be missing, empty if none are
	 */
	record Listing(Collection<GroupListing> groups, String problem) {

	}

}
