package io.steadykafka.operations.internal.member;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
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
 * of members and new partitions. Safe for use by several threads.
 */
public final class ListenerPauses implements ContainerPreparer {

	private final Map<ListenerContainer, Map<PauseScope, Pause>> pauses = new ConcurrentHashMap<>();

	private final Clock clock;

	public ListenerPauses(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		// Nothing is paused yet.
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.pauses.remove(listener);
	}

	/**
	 * Pause, if that is not paused already.
	 * @return whether it was not
	 */
	boolean pause(ListenerContainer listener, PauseScope scope, String by) {
		Map<PauseScope, Pause> present = this.pauses.computeIfAbsent(listener, (key) -> new ConcurrentHashMap<>());
		return present.putIfAbsent(scope, new Pause(scope, by, this.clock.instant())) == null;
	}

	/**
	 * Resume what is within a scope.
	 * @return what was paused
	 */
	List<Pause> resume(ListenerContainer listener, PauseScope scope) {
		List<Pause> resumed = of(listener).stream().filter((pause) -> scope.covers(pause.scope())).toList();
		Map<PauseScope, Pause> present = this.pauses.getOrDefault(listener, Map.of());
		resumed.forEach((pause) -> present.remove(pause.scope()));
		return resumed;
	}

	/**
	 * What is paused of a listener, in the order in which it was.
	 */
	public List<Pause> of(ListenerContainer listener) {
		Map<PauseScope, Pause> present = this.pauses.get(listener);
		return (present == null || present.isEmpty()) ? List.of()
				: present.values().stream().sorted(Comparator.comparing(Pause::since)).toList();
	}

	/**
	 * The pause that keeps a partition from being delivered.
	 */
	public Optional<Pause> of(ListenerContainer listener, TopicPartition partition) {
		return of(listener).stream().filter((pause) -> pause.scope().covers(partition)).findFirst();
	}

	/**
	 * Which partitions are paused.
	 * @return those of the given ones
	 */
	public Set<TopicPartition> among(ListenerContainer listener, Collection<TopicPartition> partitions) {
		List<Pause> present = of(listener);
		return partitions.stream()
			.filter((partition) -> present.stream().anyMatch((pause) -> pause.scope().covers(partition)))
			.collect(Collectors.toSet());
	}

	boolean isPaused(ListenerContainer listener) {
		return !this.pauses.getOrDefault(listener, Map.of()).isEmpty();
	}

}
