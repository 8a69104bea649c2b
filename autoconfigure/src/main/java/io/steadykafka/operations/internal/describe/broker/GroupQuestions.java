package io.steadykafka.operations.internal.describe.broker;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.lag.internal.requests.RequestOutcome;
import io.steadykafka.lag.internal.sampling.ReadRule;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The questions to the brokers of one cluster. Each blocks, and throws if no broker
 * answers. A group that alone gets no answer keeps its last one.
 */
final class GroupQuestions {

	private final Supplier<Admin> admin;

	private final Supplier<Map<String, ReadRule>> own;

	private final Function<String, Set<TopicPartition>> sampled;

	private final Clock clock;

	GroupQuestions(Supplier<Admin> admin, Supplier<Map<String, ReadRule>> own,
			Function<String, Set<TopicPartition>> sampled, Clock clock) {
		this.admin = admin;
		this.own = own;
		this.sampled = sampled;
		this.clock = clock;
	}

	/**
	 * The groups of this application, with members and offsets.
	 */
	Map<String, Answer<BrokerGroup>> own(Answer<Map<String, Answer<BrokerGroup>>> last) {
		Map<String, ReadRule> rules = this.own.get();
		if (rules.isEmpty()) {
			return Map.of();
		}
		GroupRequests requests = new GroupRequests(this.admin.get());
		Map<String, RequestOutcome<BrokerGroup>> described = requests.describe(rules.keySet(), types(last));
		Map<String, BrokerGroup> read = new GroupOffsets(requests.offsets(), this.sampled, rules).read(
				described.values().stream().filter((outcome) -> !outcome.isFailed()).map(RequestOutcome::get).toList());
		Map<String, Answer<BrokerGroup>> answers = new HashMap<>();
		described.forEach((group, outcome) -> {
			BrokerGroup now = read.get(group);
			answers.put(group, (now != null) ? Answer.of(now, this.clock.instant()) : failed(group, outcome, last));
		});
		return Map.copyOf(answers);
	}

	/**
	 * All other groups, with members and without offsets.
	 */
	Map<String, Answer<BrokerGroup>> others(Answer<Map<String, Answer<BrokerGroup>>> last) {
		GroupRequests requests = new GroupRequests(this.admin.get());
		GroupRequests.Listing listing = requests.list();
		Set<String> ownNames = this.own.get().keySet();
		Map<String, GroupListing> listed = new HashMap<>();
		Map<String, GroupType> types = new HashMap<>();
		listing.groups().stream().filter((group) -> !ownNames.contains(group.groupId())).forEach((group) -> {
			listed.put(group.groupId(), group);
			group.type().ifPresent((type) -> types.put(group.groupId(), type));
		});
		Map<String, Answer<BrokerGroup>> answers = new HashMap<>();
		if (!listing.problem().isEmpty() && last.value() != null) {
			// Those that the broker knows which did not answer.
			last.value()
				.forEach((group, answer) -> answers.put(group, answer.failed(listing.problem(), this.clock.instant())));
			answers.keySet().removeAll(ownNames);
		}
		if (!listed.isEmpty()) {
			requests.describe(new HashSet<>(listed.keySet()), types).forEach((group, outcome) -> {
				GroupListing known = listed.get(group);
				if (known != null) {
					answers.put(group, Answer.of((outcome.isFailed()) ? listed(known, outcome.reason()) : outcome.get(),
							this.clock.instant()));
				}
			});
		}
		return Map.copyOf(answers);
	}

	/**
	 * One group, with members and offsets.
	 * @param listed the last list of groups
	 */
	BrokerGroup one(String group, Answer<Map<String, Answer<BrokerGroup>>> listed) {
		GroupRequests requests = new GroupRequests(this.admin.get());
		RequestOutcome<BrokerGroup> described = requests.describe(Set.of(group), types(listed))
			.getOrDefault(group, RequestOutcome.failed(null, group));
		if (described.isFailed()) {
			throw new UnansweredException(why(described));
		}
		return new GroupOffsets(requests.offsets(), (name) -> Set.of(), Map.of()).read(Set.of(described.get()))
			.getOrDefault(group, described.get());
	}

	private static BrokerGroup listed(GroupListing group, String unknownBecause) {
		return new BrokerGroup(group.groupId(), group.groupState().map(Object::toString).orElse(""),
				group.type().map(Object::toString).orElse(""), "", "", null, null, unknownBecause);
	}

	private static Map<String, GroupType> types(Answer<Map<String, Answer<BrokerGroup>>> known) {
		Map<String, GroupType> types = new HashMap<>();
		if (known.value() != null) {
			known.value().forEach((name, answer) -> {
				if (answer.value() != null) {
					types.put(name, GroupType.parse(answer.value().type()));
				}
			});
		}
		return types;
	}

	private Answer<BrokerGroup> failed(String group, RequestOutcome<BrokerGroup> outcome,
			Answer<Map<String, Answer<BrokerGroup>>> last) {
		Map<String, Answer<BrokerGroup>> known = last.value();
		// A group that is gone has nothing anymore.
		Answer<BrokerGroup> before = (known != null && !outcome.isFailedBy(GroupIdNotFoundException.class))
				? known.getOrDefault(group, Answer.none()) : Answer.none();
		return before.failed(why(outcome), this.clock.instant());
	}

	private static String why(RequestOutcome<BrokerGroup> outcome) {
		return (outcome.isFailedBy(GroupIdNotFoundException.class)) ? GroupRequests.MISSING : outcome.reason();
	}

}
