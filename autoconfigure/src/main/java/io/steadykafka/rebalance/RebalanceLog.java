package io.steadykafka.rebalance;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.AssignmentChange.Kind;
import io.steadykafka.listener.ListenerContainer;

/**
 * Keeps one {@link ListenerRebalances} a listener.
 */
final class RebalanceLog implements Rebalances {

	private final Clock clock;

	private final Map<ListenerContainer, ListenerRebalances> listeners = new ConcurrentHashMap<>();

	RebalanceLog(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		listener(listener);
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

	@Override
	public void onChange(AssignmentChange change) {
		// Partitions that a listener names itself take no part in rebalances.
		if (change.listener().isSubscribed()) {
			listener(change.listener()).add(change, this.clock.instant());
		}
	}

	@Override
	public RebalanceCounts of(ListenerContainer listener) {
		return listener(listener).counts(this.clock.instant());
	}

	@Override
	public long count(ListenerContainer listener, Kind kind) {
		return listener(listener).count(kind);
	}

	private ListenerRebalances listener(ListenerContainer listener) {
		return this.listeners.computeIfAbsent(listener, (key) -> new ListenerRebalances());
	}

}
