package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.reset.plan.GroupMembers;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.admin.Admin;

/**
 * Finds a group on the clusters that this application's listeners read from. For a group
 * of a listener only the clusters of its listeners count.
 */
final class GroupFinder {

	private static final long PAUSE_MILLIS = 100;

	private final Supplier<List<ListenerContainer>> listeners;

	private final Function<ListenerContainer, Admin> admins;

	private final ResetTimeouts timeouts;

	GroupFinder(Supplier<List<ListenerContainer>> listeners, Function<ListenerContainer, Admin> admins,
			ResetTimeouts timeouts) {
		this.listeners = listeners;
		this.admins = admins;
		this.timeouts = timeouts;
	}

	/**
	 * Finds a group, whatever its state.
	 * @throws NoSuchElementException if no cluster has it
	 */
	FoundGroup find(String group) {
		List<ListenerContainer> all = this.listeners.get();
		for (ListenerContainer listener : candidates(group, all)) {
			Admin admin = this.admins.apply(listener);
			Optional<GroupMembers> members = new GroupMembersReader(admin, this.timeouts.brokers()).read(group);
			if (members.isPresent()) {
				return new FoundGroup(group, listener, admin, members.get());
			}
		}
		throw new NoSuchElementException("There is no group '" + PlainText.name(group)
				+ "' on the brokers that the listeners of this application read from. Groups of theirs are "
				+ PlainText.names(all.stream().map(ListenerContainer::group).filter((own) -> !own.isEmpty()).toList()));
	}

	/**
	 * Finds a group once no rebalance is under way.
	 * @throws IllegalStateException if it does not end in time
	 */
	FoundGroup findSettled(String group) {
		Duration patience = this.timeouts.rebalance();
		long end = System.nanoTime() + patience.toNanos();
		FoundGroup found = find(group);
		while (!found.members().isSettled()) {
			if (System.nanoTime() - end >= 0) {
				throw new IllegalStateException("Group '" + PlainText.name(group) + "' is rebalancing ("
						+ found.members().state() + ") for more than " + patience.toMillis()
						+ " ms. Nothing was reset; try again once it is stable");
			}
			pause();
			found = find(group);
		}
		return found;
	}

	private static Collection<ListenerContainer> candidates(String group, List<ListenerContainer> all) {
		List<ListenerContainer> own = all.stream().filter((listener) -> listener.group().equals(group)).toList();
		Map<ClusterKey, ListenerContainer> clusters = new LinkedHashMap<>();
		((own.isEmpty()) ? all : own).forEach((listener) -> clusters.putIfAbsent(ClusterKey.of(listener), listener));
		return clusters.values();
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a rebalance was awaited. Nothing was reset", ex);
		}
	}

}
