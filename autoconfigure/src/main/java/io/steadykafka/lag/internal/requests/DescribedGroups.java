package io.steadykafka.lag.internal.requests;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the last sample found of groups, which the next one need not wait for. Not for use
 * by several threads.
 */
public final class DescribedGroups {

	/**
	 * The topics that members are assigned, by group.
	 */
	private Map<String, Set<String>> assigned = Map.of();

	private final Set<String> classic = new HashSet<>();

	private final Set<String> share = new HashSet<>();

	/**
	 * Those that members worked in.
	 */
	private final Set<String> working = new HashSet<>();

	public void remember(Map<String, RequestOutcome<ConsumerGroupDescription>> described) {
		this.assigned = assignedTopics(described);
		Set<String> before = Set.copyOf(this.working);
		this.classic.clear();
		this.share.clear();
		this.working.clear();
		described.forEach((group, description) -> {
			// One that is dead may come to life with the other protocol.
			if (!description.isFailed() && description.get().type() == GroupType.CLASSIC
					&& description.get().groupState() != GroupState.DEAD) {
				this.classic.add(group);
			}
			if (isShare(description)) {
				this.share.add(group);
			}
			// Amid a rebalance brokers do not say what members of the classic protocol
			// own, and they go on.
			if (!description.isFailed()
					&& (!rests(description) || (before.contains(group) && !description.get().members().isEmpty()))) {
				this.working.add(group);
			}
		});
	}

	public Set<String> classic() {
		return this.classic;
	}

	/**
	 * The share groups among the watched ones.
	 * @param described waits for what they are now, which is needed where one is new
	 */
	public Set<String> share(Set<String> watched,
			Supplier<Map<String, RequestOutcome<ConsumerGroupDescription>>> described) {
		return watched.stream()
			.filter((group) -> this.assigned.containsKey(group) ? this.share.contains(group)
					: isShare(described.get().get(group)))
			.collect(Collectors.toSet());
	}

	private static boolean isShare(@Nullable RequestOutcome<ConsumerGroupDescription> group) {
		return group != null && !group.isFailed() && group.get().type() == GroupType.SHARE;
	}

	/**
	 * Groups without partitions here, in which nobody worked at the last inspection, or
	 * of which that is not known.
	 */
	public Set<String> resting(Map<String, ? extends Map<TopicPartition, ?>> own) {
		Set<String> resting = new HashSet<>();
		own.forEach((group, partitions) -> {
			if (partitions.isEmpty() && !this.working.contains(group)) {
				resting.add(group);
			}
		});
		return resting;
	}

	/**
	 * Whether no member of a group owns anything: there is none, or the first ones are
	 * about to be assigned something. Also false if that is not known.
	 */
	public static boolean rests(RequestOutcome<ConsumerGroupDescription> group) {
		return !group.isFailed() && group.get().groupState() != GroupState.STABLE
				&& group.get().members().stream().allMatch((member) -> member.assignment().topicPartitions().isEmpty());
	}

	public boolean isKnown(Set<String> groups) {
		return this.assigned.keySet().containsAll(groups);
	}

	public Map<String, Set<String>> assigned() {
		return this.assigned;
	}

	public static Map<String, Set<String>> assignedTopics(
			Map<String, RequestOutcome<ConsumerGroupDescription>> described) {
		Map<String, Set<String>> topics = new HashMap<>();
		described.forEach((group, description) -> topics.put(group, assignedTopics(Set.of(description))));
		return topics;
	}

	public static Set<String> assignedTopics(Collection<RequestOutcome<ConsumerGroupDescription>> groups) {
		return groups.stream()
			.filter((group) -> !group.isFailed())
			.flatMap((group) -> group.get().members().stream())
			.flatMap((member) -> member.assignment().topicPartitions().stream())
			.map(TopicPartition::topic)
			.collect(Collectors.toSet());
	}

}
