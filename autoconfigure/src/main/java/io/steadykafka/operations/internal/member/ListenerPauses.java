package io.steadykafka.operations.internal.member;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.common.TopicPartition;

/**
 * What is paused of each listener until somebody resumes it: through rebalances, restarts
 * of members and new partitions, and on all instances. Safe for use by several threads.
 */
public final class ListenerPauses implements ContainerPreparer {

	private final Map<ListenerContainer, PauseLedger> listeners = new ConcurrentHashMap<>();

	private final Clock clock;

	private volatile boolean learning;

	public ListenerPauses(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		// Nothing is paused yet.
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Whether pauses of other instances are about to be known, and nothing should be
	 * delivered before.
	 */
	public void learning(boolean begun) {
		this.learning = begun;
	}

	public boolean isLearning() {
		return this.learning;
	}

	/**
	 * Pause, if that is not paused already.
	 * @return whether it was not
	 */
	boolean pause(ListenerContainer listener, PauseScope scope, String by) {
		return ledger(listener).pause(scope, by, this.clock.instant());
	}

	/**
	 * Resume what is within a scope.
	 * @return what was paused
	 */
	List<PauseChange> resume(ListenerContainer listener, PauseScope scope, String by) {
		return ledger(listener).resume(scope, by, this.clock.instant());
	}

	/**
	 * Adopt changes that were made in other instances.
	 * @return those that changed what is paused
	 */
	public List<PauseChange> adopt(ListenerContainer listener, Collection<PauseChange> changes) {
		return ledger(listener).merge(changes);
	}

	/**
	 * Learn of changes without adopting them: what is changed here later is newer.
	 */
	public void outdate(ListenerContainer listener, Collection<PauseChange> changes) {
		ledger(listener).outdate(changes);
	}

	/**
	 * Whether changes count here, or newer ones instead of them.
	 */
	public boolean knows(ListenerContainer listener, Collection<PauseChange> changes) {
		return ledger(listener).knows(changes);
	}

	/**
	 * Make sure that no pause of more than a scope keeps that paused.
	 * @throws IllegalStateException if one does
	 */
	void checkNotWider(ListenerContainer listener, PauseScope scope) {
		ledger(listener).checkNotWider(scope);
	}

	private PauseLedger ledger(ListenerContainer listener) {
		return this.listeners.computeIfAbsent(listener, (key) -> new PauseLedger());
	}

	/**
	 * What other instances have to know of a listener.
	 */
	public List<PauseChange> changes(ListenerContainer listener) {
		PauseLedger present = this.listeners.get(listener);
		return (present != null) ? present.changes() : List.of();
	}

	/**
	 * What is paused of a listener, in the order in which it was.
	 */
	public List<PauseChange> of(ListenerContainer listener) {
		PauseLedger present = this.listeners.get(listener);
		return (present != null) ? present.paused() : List.of();
	}

	/**
	 * The pause that keeps a partition from being delivered.
	 */
	public Optional<PauseChange> of(ListenerContainer listener, TopicPartition partition) {
		return of(listener).stream().filter((pause) -> pause.scope().covers(partition)).findFirst();
	}

	/**
	 * Which partitions are paused.
	 * @return those of the given ones
	 */
	public Set<TopicPartition> among(ListenerContainer listener, Collection<TopicPartition> partitions) {
		List<PauseChange> present = of(listener);
		return partitions.stream()
			.filter((partition) -> present.stream().anyMatch((pause) -> pause.scope().covers(partition)))
			.collect(Collectors.toSet());
	}

	boolean isPaused(ListenerContainer listener) {
		return !of(listener).isEmpty();
	}

}
