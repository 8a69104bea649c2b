package io.steadykafka.operations.internal.describe.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * and those that only the brokers know of.
 */
public final class PartitionViews {

	private static final Comparator<TopicPartition> SORTED = Comparator.comparing(TopicPartition::topic)
		.thenComparingInt(TopicPartition::partition);

	private static final String ELSEWHERE = "only the instance that owns it knows";

	private final ListenerViews listeners;

	private final Optional<ConsumerLag> lag;

	public PartitionViews(ListenerViews listeners, Optional<ConsumerLag> lag) {
		this.listeners = listeners;
		this.lag = lag;
	}

	public List<PartitionView> of(GroupView group) {
		LocalPartitions local = LocalPartitions.of(group, this.listeners);
		BrokerGroup known = group.answer().value();
		Map<TopicPartition, GroupMember> members = members(group);
		Map<TopicPartition, PartitionReading> sampled = (group.sample() != null) ? group.sample().partitions()
				: Map.of();
		Map<TopicPartition, PartitionLag> offsets = (known != null && known.offsets() != null) ? known.offsets()
				: Map.of();
		Set<TopicPartition> all = new HashSet<>(sampled.keySet());
		all.addAll(offsets.keySet());
		all.addAll(members.keySet());
		all.addAll(local.owned());
		Set<String> topics = readTopics(group, all, members, local);
		List<PartitionView> views = new ArrayList<>(all.size());
		for (TopicPartition partition : all.stream().sorted(SORTED).toList()) {
			PartitionOwner owner = owner(partition, members.get(partition), local);
			PartitionReading reading = reading(group, partition, sampled.get(partition));
			PartitionLag lag = (reading != null) ? reading.lag()
					: offsets.getOrDefault(partition, unknown(group.unknownBecause()));
			views.add(new PartitionView(partition, lag, reading,
					(reading != null) ? Objects.requireNonNull(group.sample()).sampledAt()
							: (offsets.containsKey(partition)) ? group.answer().at() : null,
					owner, state(group, partition, owner, local),
					group.ownersUnknown().isEmpty() ? ELSEWHERE : group.ownersUnknown(), local.paused(partition),
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

	/**
	 * The topics that members read; without members any of them may be read again.
	 */
	private static Set<String> readTopics(GroupView group, Set<TopicPartition> all,
			Map<TopicPartition, GroupMember> members, LocalPartitions local) {
		Set<TopicPartition> owned = new HashSet<>(members.keySet());
		owned.addAll(local.owned());
		Set<String> topics = (owned.isEmpty() ? all : owned).stream()
			.map(TopicPartition::topic)
			.collect(Collectors.toCollection(HashSet::new));
		group.listeners().forEach((listener) -> topics.addAll(listener.subscribedTopics()));
		return topics;
	}

	/**
	 * The reading with the position of now.
	 */
	private @Nullable PartitionReading reading(GroupView group, TopicPartition partition,
			@Nullable PartitionReading sampled) {
		if (sampled == null || this.lag.isEmpty()) {
			return sampled;
		}
		List<PartitionReading> now = this.lag.get().readings(group.name(), partition);
		// Of several clusters, nobody says which is which.
		return (now.size() == 1) ? now.get(0) : sampled;
	}

	private PartitionOwner owner(TopicPartition partition, @Nullable GroupMember member, LocalPartitions local) {
		ListenerContainer described = (member != null) ? this.listeners.members().listenerOf(member.id()).orElse(null)
				: null;
		ListenerContainer owner = local.listener(partition);
		if (owner == null) {
			return new PartitionOwner(described, member);
		}
		// The brokers' description may be older than the last rebalance.
		return new PartitionOwner(owner, (described != null) ? member : null);
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
