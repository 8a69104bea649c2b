package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

/**
 * A rebalance that is not over yet. Not for use by several threads.
 */
final class OpenRebalance {

	private final ListenerContainer listener;

	private final RebalanceTimeouts timeouts;

	private final Instant start;

	private final Set<TopicPartition> before;

	private final RebalanceRounds rounds;

	private final ConsumptionPauses pauses;

	private final Set<TopicPartition> came = new HashSet<>();

	private final Set<TopicPartition> lost = new HashSet<>();

	private Kind kind = Kind.ASSIGNED;

	private Instant end;

	private boolean fenced;

	private boolean stopping;

	private boolean overdue;

	private boolean started;

	private boolean subscriptionChanged;

	private boolean opened;

	OpenRebalance(ListenerContainer listener, RebalanceTimeouts timeouts, Instant start, Set<TopicPartition> before) {
		this.listener = listener;
		this.timeouts = timeouts;
		this.start = start;
		this.end = start;
		this.before = Set.copyOf(before);
		this.rounds = new RebalanceRounds(listener.speaksConsumerProtocol());
		this.pauses = new ConsumptionPauses(start);
	}

	boolean accepts(AssignmentChange change, Set<TopicPartition> owned, Instant now) {
		if (isOver(owned, now)) {
			return false;
		}
		if (this.stopping || change.member().stopping()) {
			return this.stopping && change.member().stopping();
		}
		return (this.started && change.ownDoing()) || this.rounds.accept(change);
	}

	void add(AssignmentChange change, MemberEvidence member, Instant now) {
		// A clock may be set back.
		this.end = (now.isAfter(this.end)) ? now : this.end;
		this.stopping |= change.member().stopping();
		this.started |= member.first() || change.ownDoing();
		this.subscriptionChanged |= member.subscriptionChanged();
		this.rounds.add(change, change.ownDoing());
		switch (change.kind()) {
			case ASSIGNED -> {
				this.pauses.assigned(change.partitions(), this.end, !this.opened);
				this.came.addAll(change.partitions());
			}
			case REVOKED -> {
				this.pauses.taken(change.partitions(), this.end);
				this.kind = (this.kind == Kind.LOST) ? Kind.LOST : Kind.REVOKED;
			}
			case LOST -> {
				this.pauses.taken(change.partitions(), this.end);
				this.lost.addAll(change.partitions());
				this.kind = Kind.LOST;
				this.overdue |= change.member()
					.longestBetweenPolls()
					.compareTo(RebalanceTimeouts.maxPollInterval(this.listener)) >= 0;
			}
		}
		this.opened = true;
	}

	/**
	 * A member ended: it is assigned nothing anymore. The container does not say which
	 * one it was. If it was not stopped, the rebalance is its own doing.
	 */
	void memberEnded(Reason reason) {
		this.fenced |= reason == Reason.FENCED;
		this.stopping |= reason != Reason.NORMAL && this.rounds.areUnderWay();
		this.rounds.expectNobody();
	}

	boolean isOver(Set<TopicPartition> owned, Instant now) {
		return !now.isBefore(this.end.plus(wait(owned)));
	}

	private Duration wait(Set<TopicPartition> owned) {
		if (!this.stopping && this.rounds.areUnderWay()) {
			return this.timeouts.longest();
		}
		boolean expectsPartitions = this.started && !this.stopping && owned.isEmpty();
		return (expectsPartitions) ? this.timeouts.firstPartition() : this.timeouts.quiet();
	}

	/**
	 * Close it.
	 * @param owned what the listener owns now
	 * @param seen what it ever owned before; what came is added
	 */
	Rebalance close(Set<TopicPartition> owned, SeenPartitions seen) {
		Set<TopicPartition> stayed = minus(this.before, this.lost);
		Set<TopicPartition> assigned = minus(owned, stayed);
		Set<TopicPartition> revoked = minus(stayed, owned);
		boolean tookNothing = revoked.isEmpty() && this.lost.isEmpty();
		CauseEvidence evidence = new CauseEvidence(this.fenced, this.stopping, !this.lost.isEmpty(), this.overdue,
				this.started, this.subscriptionChanged, tookNothing && seen.haveGrown(assigned));
		seen.add(this.came);
		return new ClosedRebalance(this.listener.id(), this.listener.group(), this.start, this.end, this.kind,
				evidence.cause(), this.rounds.firstGeneration(), this.rounds.generation(), assigned, revoked, this.lost,
				minus(stayed, revoked), this.pauses.of(owned));
	}

	private static Set<TopicPartition> minus(Set<TopicPartition> from, Set<TopicPartition> taken) {
		Set<TopicPartition> rest = new HashSet<>(from);
		rest.removeAll(taken);
		return rest;
	}

}
