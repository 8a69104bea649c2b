package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

/**
 * The rebalances of one listener: those that are over, and the one under way.
 */
final class ListenerRebalances {

	private final ListenerContainer listener;

	private final RebalanceTimeouts timeouts;

	private final KnownMembers members = new KnownMembers();

	private final SeenPartitions seen = new SeenPartitions();

	private final RebalanceStats stats = new RebalanceStats();

	private @Nullable OpenRebalance open;

	private @Nullable Rebalance last;

	ListenerRebalances(ListenerContainer listener) {
		this.listener = listener;
		this.timeouts = RebalanceTimeouts.of(listener);
	}

	/**
	 * Add a change.
	 * @return the rebalance that was under way, if the change belongs to the next one
	 */
	synchronized Optional<Rebalance> add(AssignmentChange change, Instant now) {
		Set<TopicPartition> owned = this.members.owned();
		Optional<Rebalance> over = Optional.empty();
		OpenRebalance current = this.open;
		if (current == null || !current.accepts(change, owned, now)) {
			over = close();
			current = new OpenRebalance(this.listener, this.timeouts, now, owned);
			this.open = current;
		}
		current.add(change, this.members.add(change), now);
		return over;
	}

	synchronized void memberEnded(Reason reason) {
		if (this.open != null) {
			this.open.memberEnded(reason);
		}
	}

	synchronized Optional<Rebalance> closeIfOver(Instant now) {
		return (this.open != null && this.open.isOver(this.members.owned(), now)) ? close() : Optional.empty();
	}

	synchronized Optional<Rebalance> close() {
		if (this.open == null) {
			return Optional.empty();
		}
		Rebalance over = this.open.close(this.members.owned(), this.seen);
		this.stats.add(over);
		this.open = null;
		this.last = over;
		return Optional.of(over);
	}

	synchronized boolean isUnderWay() {
		return this.open != null;
	}

	/**
	 * How often to check whether the rebalance under way is over.
	 */
	Duration checkInterval() {
		return this.timeouts.quiet();
	}

	synchronized Optional<Rebalance> last() {
		return Optional.ofNullable(this.last);
	}

	synchronized long count(Kind kind, Cause cause) {
		return this.stats.count(kind, cause);
	}

	synchronized RebalanceTotals totals() {
		return this.stats.totals(this.members.failed());
	}

	synchronized List<Disturbance> disturbances() {
		return this.stats.disturbances();
	}

}
