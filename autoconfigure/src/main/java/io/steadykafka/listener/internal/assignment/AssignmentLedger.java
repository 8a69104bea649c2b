package io.steadykafka.listener.internal.assignment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

/**
 * Who owns what, kept a member: a member that missed its poll deadline is told of its
 * loss after another member of the same listener got the partitions, and that late news
 * must not take them from the new owner.
 */
final class AssignmentLedger implements OwnedPartitions {

	/**
	 * A member that fails to start, or that gets no partition, must not make the others
	 * look as if they were joining for ever.
	 */
	private static final Duration LONGEST_JOIN = Duration.ofMinutes(1);

	private final Map<ListenerContainer, Map<Object, Set<TopicPartition>>> members = new LinkedHashMap<>();

	private final Set<ListenerContainer> everAssigned = new HashSet<>();

	/**
	 * Members that owned something once: an eager rebalance takes all from everybody for
	 * a moment.
	 */
	private final Map<ListenerContainer, Set<Object>> everOwned = new HashMap<>();

	/**
	 * On which thread each member is told of its assignments, and ends.
	 */
	private final Map<Object, Thread> threads = new WeakHashMap<>();

	private final Map<ListenerContainer, Instant> joiningSince = new HashMap<>();

	private final Clock clock;

	AssignmentLedger(Clock clock) {
		this.clock = clock;
	}

	synchronized void add(ListenerContainer listener, Object member, Collection<TopicPartition> partitions) {
		this.threads.put(member, Thread.currentThread());
		this.everAssigned.add(listener);
		if (joined(listener) == 0) {
			this.joiningSince.put(listener, this.clock.instant());
		}
		this.members.computeIfAbsent(listener, (key) -> new HashMap<>())
			.computeIfAbsent(member, (key) -> new HashSet<>())
			.addAll(partitions);
		if (!partitions.isEmpty()) {
			this.everOwned.computeIfAbsent(listener, (key) -> Collections.newSetFromMap(new WeakHashMap<>()))
				.add(member);
		}
	}

	/**
	 * Take partitions from a member.
	 * @return those of them that the member owned
	 */
	synchronized Set<TopicPartition> remove(ListenerContainer listener, Object member,
			Collection<TopicPartition> partitions) {
		Set<TopicPartition> owned = this.members.getOrDefault(listener, Map.of()).getOrDefault(member, Set.of());
		Set<TopicPartition> removed = partitions.stream().filter(owned::contains).collect(Collectors.toSet());
		if (!removed.isEmpty()) {
			owned.removeAll(removed);
		}
		return removed;
	}

	synchronized Set<TopicPartition> removeAll(ListenerContainer listener, Object member) {
		Set<TopicPartition> owned = this.members.getOrDefault(listener, Map.of()).getOrDefault(member, Set.of());
		return remove(listener, member, Set.copyOf(owned));
	}

	/**
	 * Whether the members of a listener are joining one after the other, and hand
	 * partitions to one another as they do.
	 * @return {@code true} if fewer members than there are to be ever owned something,
	 * and the first one was assigned something not long ago
	 */
	synchronized boolean isJoining(ListenerContainer listener) {
		Instant since = this.joiningSince.get(listener);
		return since != null && this.everOwned.getOrDefault(listener, Set.of()).size() < listener.concurrency()
				&& this.clock.instant().isBefore(since.plus(LONGEST_JOIN));
	}

	synchronized int joined(ListenerContainer listener) {
		return this.members.getOrDefault(listener, Map.of()).size();
	}

	/**
	 * A member stopped, and says so on its thread. It is not kept; what it owns still it
	 * will be told to have lost.
	 */
	synchronized void memberStopped(ListenerContainer listener) {
		this.members.getOrDefault(listener, new HashMap<>())
			.entrySet()
			.removeIf((member) -> member.getValue().isEmpty()
					&& Thread.currentThread().equals(this.threads.get(member.getKey())));
	}

	/**
	 * A member starts. If nobody owns anything, the container was started again: whatever
	 * was before is over.
	 */
	synchronized void memberStarting(ListenerContainer listener) {
		if (of(listener).isEmpty()) {
			forget(listener);
		}
	}

	synchronized void forget(ListenerContainer listener) {
		this.members.remove(listener);
		this.everAssigned.remove(listener);
		this.joiningSince.remove(listener);
		this.everOwned.remove(listener);
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
	public synchronized List<Integer> perMember(ListenerContainer listener) {
		return this.members.getOrDefault(listener, Map.of()).values().stream().map(Set::size).toList();
	}

	@Override
	public synchronized boolean owns(String group, TopicPartition partition) {
		// A loop: each sample asks for all partitions.
		for (Map.Entry<ListenerContainer, Map<Object, Set<TopicPartition>>> entry : this.members.entrySet()) {
			if (entry.getKey().group().equals(group)
					&& entry.getValue().values().stream().anyMatch((owned) -> owned.contains(partition))) {
				return true;
			}
		}
		return false;
	}

	@Override
	public synchronized boolean everAssigned(ListenerContainer listener) {
		return this.everAssigned.contains(listener);
	}

}
