package io.steadykafka.operations.internal.describe.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.broker.BrokerGroup;
import io.steadykafka.operations.internal.describe.broker.GroupMember;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is known of the partitions of a group: those that are sampled here,
 * those that other instances report, and those that only the brokers know of.
 */
public final class PartitionViews {

	private static final Comparator<TopicPartition> SORTED = Comparator.comparing(TopicPartition::topic)
		.thenComparingInt(TopicPartition::partition);

	private final ListenerViews listeners;

	private final Optional<ConsumerLag> lag;

	public PartitionViews(ListenerViews listeners, Optional<ConsumerLag> lag) {
		this.listeners = listeners;
		this.lag = lag;
	}

	public List<PartitionView> of(GroupView group) {
		LocalPartitions local = LocalPartitions.of(group, this.listeners);
		Elsewhere elsewhere = new Elsewhere(group);
		Map<TopicPartition, GroupMember> members = members(group);
		Map<TopicPartition, PartitionLag> offsets = offsets(group);
		Set<TopicPartition> owned = new HashSet<>(members.keySet());
		owned.addAll(local.owned());
		if (!group.ownersUnknown().isEmpty()) {
			owned.addAll(elsewhere.claimed());
		}
		Set<TopicPartition> all = new HashSet<>(owned);
		all.addAll(offsets.keySet());
		if (group.sample() != null) {
			all.addAll(group.sample().partitions().keySet());
		}
		Set<String> topics = readTopics(group, (owned.isEmpty()) ? all : owned);
		List<PartitionView> views = new ArrayList<>(all.size());
		for (TopicPartition partition : all.stream().sorted(SORTED).toList()) {
			PartitionOwner owner = owner(partition, members.get(partition), local, elsewhere);
			PartitionSources sources = new PartitionSources(group, partition, owner,
					elsewhere.reported(partition, owner), reading(group, partition), offsets.get(partition));
			views.add(
					new PartitionView(partition, sources.lag(), sources.sample(), sources.at(), sources.owner(),
							(owner.elsewhere() != null) ? sources.reportedState()
									: state(group, partition, owner, local),
							sources.stateUnknown(), sources.paused(local.paused(partition)),
							topics.contains(partition.topic())));
		}
		return views;
	}

	private static Map<TopicPartition, GroupMember> members(GroupView group) {
		BrokerGroup known = group.answer().value();
		Map<TopicPartition, GroupMember> members = new HashMap<>();
		if (known != null && known.members() != null && group.ownersUnknown().isEmpty()) {
			known.members()
				.forEach((member) -> member.partitions().forEach((partition) -> members.put(partition, member)));
		}
		return members;
	}

	private static Map<TopicPartition, PartitionLag> offsets(GroupView group) {
		BrokerGroup known = group.answer().value();
		return (known != null && known.offsets() != null) ? known.offsets() : Map.of();
	}

	/**
	 * The topics that members read; without members any of them may be read again.
	 */
	private static Set<String> readTopics(GroupView group, Set<TopicPartition> read) {
		Set<String> topics = read.stream().map(TopicPartition::topic).collect(Collectors.toCollection(HashSet::new));
		group.listeners().forEach((listener) -> topics.addAll(listener.subscribedTopics()));
		return topics;
	}

	/**
	 * The reading of this instance with the position of now.
	 */
	private @Nullable PartitionReading reading(GroupView group, TopicPartition partition) {
		PartitionReading sampled = (group.sample() != null) ? group.sample().partitions().get(partition) : null;
		if (sampled == null || this.lag.isEmpty()) {
			return sampled;
		}
		List<PartitionReading> now = this.lag.get().readings(group.name(), partition);
		// Of several clusters, nobody says which is which.
		return (now.size() == 1) ? now.get(0) : sampled;
	}

	private PartitionOwner owner(TopicPartition partition, @Nullable GroupMember member, LocalPartitions local,
			Elsewhere elsewhere) {
		ListenerContainer described = (member != null) ? this.listeners.members().listenerOf(member.id()).orElse(null)
				: null;
		ListenerContainer owner = local.listener(partition);
		// The brokers' description may be older than the last rebalance.
		if (owner != null) {
			return new PartitionOwner(owner, (described != null) ? member : null, null, "");
		}
		if (described != null && elsewhere.claimant(partition) == null) {
			return new PartitionOwner(described, member, null, "");
		}
		GroupMember other = (described != null) ? null : member;
		return new PartitionOwner(null, other, elsewhere.owner(partition, other),
				(other != null) ? elsewhere.listener(other.id()) : "");
	}

	private static @Nullable PartitionState state(GroupView group, TopicPartition partition, PartitionOwner owner,
			LocalPartitions local) {
		if (owner.listener() != null) {
			return PartitionState.owned(local.failed(partition), !local.paused(partition).isEmpty(),
					local.isStuck(partition));
		}
		boolean unowned = owner.isNobody() && (group.ownersUnknown().isEmpty() || local.failed(partition).isPresent());
		return (unowned) ? PartitionState.unowned(local.failed(partition)) : null;
	}

	static PartitionLag unknown(String because) {
		return new PartitionLag(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
				OptionalLong.empty(), because);
	}

	/**
	 * The reading of a sample, of the cluster of a group.
	 */
	public static @Nullable GroupLag sample(Optional<ConsumerLag> lag, String servers, String group) {
		return lag.stream()
			.flatMap((present) -> present.groups().stream())
			.filter((sample) -> sample.group().equals(group) && sample.cluster().equals(servers))
			.findFirst()
			.orElse(null);
	}

}
