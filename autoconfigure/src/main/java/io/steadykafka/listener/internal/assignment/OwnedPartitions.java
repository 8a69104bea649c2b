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
 * The partitions that this application instance owns, by its own rebalance callbacks; no
 * broker is asked. Thread-safe.
 * <p>
 * Ownership is kept for each member: a member that missed its poll deadline learns of its
 * loss after another member of the same listener got the partitions, and that late
 * callback must not take them from the new owner.
 */
public final class OwnedPartitions {

	/**
	 * A member that fails to start or gets no partition must not make the others look as
	 * if they were joining forever.
	 */
	private static final Duration LONGEST_JOIN = Duration.ofMinutes(1);

	private final Map<ListenerContainer, Map<Object, Set<TopicPartition>>> members = new LinkedHashMap<>();

	private final Set<ListenerContainer> everAssigned = new HashSet<>();

	/**
	 * Members that ever owned something: an eager rebalance revokes everything for a
	 * moment.
	 */
	private final Map<ListenerContainer, Set<Object>> everOwned = new HashMap<>();

	/**
	 * The thread that each member runs on.
	 */
	private final Map<Object, Thread> threads = new WeakHashMap<>();

	private final Map<ListenerContainer, Instant> joiningSince = new HashMap<>();

	private final Clock clock;

	OwnedPartitions(Clock clock) {
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
	 * Whether the members of a listener are joining one after the other: not all of them
	 * have owned something yet, and the first one joined a short time ago.
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
	 * The member of the current thread stopped. One that still owns something is kept: a
	 * callback will report the loss.
	 */
	synchronized void memberStopped(ListenerContainer listener) {
		this.members.getOrDefault(listener, new HashMap<>())
			.entrySet()
			.removeIf((member) -> member.getValue().isEmpty()
					&& Thread.currentThread().equals(this.threads.get(member.getKey())));
	}

	/**
	 * A member starts. If none owns anything, the container was restarted, and the past
	 * is forgotten.
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

	/**
	 * The partitions that the listener's members own together.
	 */
	public Set<TopicPartition> of(ListenerContainer listener) {
		synchronized (this) {
			return this.members.getOrDefault(listener, Map.of())
				.values()
				.stream()
				.flatMap(Set::stream)
				.collect(Collectors.toSet());
		}
	}

	/**
	 * How many partitions each member of the listener owns in this instance, in no order;
	 * 0 for members that joined and own nothing.
	 */
	public synchronized List<Integer> perMember(ListenerContainer listener) {
		return this.members.getOrDefault(listener, Map.of()).values().stream().map(Set::size).toList();
	}

	/**
	 * Whether any listener of the group owns the partition in this instance.
	 */
	public synchronized boolean owns(String group, TopicPartition partition) {
		// A loop, because each sample asks for all partitions.
		for (Map.Entry<ListenerContainer, Map<Object, Set<TopicPartition>>> entry : this.members.entrySet()) {
			if (entry.getKey().group().equals(group)
					&& entry.getValue().values().stream().anyMatch((owned) -> owned.contains(partition))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the listener joined its group at least once: it was assigned something,
	 * perhaps no partitions.
	 */
	public synchronized boolean everAssigned(ListenerContainer listener) {
		return this.everAssigned.contains(listener);
	}

}
