package io.steadykafka.listener;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

/**
 * Who owns what, kept a member: a member that missed its poll deadline is told of its
 * loss after another member of the same listener got the partitions, and that late news
 * must not take them from the new owner.
 */
final class AssignmentLedger implements OwnedPartitions {

	private final Map<ListenerContainer, Map<Object, Set<TopicPartition>>> members = new LinkedHashMap<>();

	synchronized void add(ListenerContainer listener, Object member, Collection<TopicPartition> partitions) {
		this.members.computeIfAbsent(listener, (key) -> new HashMap<>())
			.computeIfAbsent(member, (key) -> new HashSet<>())
			.addAll(partitions);
	}

	/**
	 * Take partitions from a member.
	 * @param listener the listener
	 * @param member the member
	 * @param partitions the partitions to take
	 * @return those of them that the member owned
	 */
	synchronized Set<TopicPartition> remove(ListenerContainer listener, Object member,
			Collection<TopicPartition> partitions) {
		Map<Object, Set<TopicPartition>> ofListener = this.members.getOrDefault(listener, Map.of());
		Set<TopicPartition> owned = ofListener.getOrDefault(member, Set.of());
		Set<TopicPartition> removed = partitions.stream().filter(owned::contains).collect(Collectors.toSet());
		if (!removed.isEmpty()) {
			owned.removeAll(removed);
			if (owned.isEmpty()) {
				// A restarted container has new members: an old one must not stay here.
				ofListener.remove(member);
			}
		}
		return removed;
	}

	synchronized Set<TopicPartition> removeAll(ListenerContainer listener, Object member) {
		Map<Object, Set<TopicPartition>> ofListener = this.members.getOrDefault(listener, Map.of());
		return remove(listener, member, Set.copyOf(ofListener.getOrDefault(member, Set.of())));
	}

	@Override
	public synchronized Set<TopicPartition> of(ListenerContainer listener) {
		return this.members.getOrDefault(listener, Map.of())
			.values()
			.stream()
			.flatMap(Set::stream)
			.collect(Collectors.toSet());
	}

	@Override
	public synchronized boolean owns(String group, TopicPartition partition) {
		return this.members.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().group().equals(group))
			.flatMap((entry) -> entry.getValue().values().stream())
			.anyMatch((owned) -> owned.contains(partition));
	}

	@Override
	public synchronized boolean everAssigned(ListenerContainer listener) {
		return this.members.containsKey(listener);
	}

}
