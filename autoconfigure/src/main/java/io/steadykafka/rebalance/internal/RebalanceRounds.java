package io.steadykafka.rebalance.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.assignment.AssignmentChange;

/**
 * Separates the changes of one rebalance from those of the next.
 * <p>
 * Eager: members revoke in the old generation and are assigned in the new one.
 * Cooperative: members revoke and are assigned in the new generation, those that revoked
 * join once more, and are assigned in the generation after that, in which nobody revokes.
 * Under the consumer protocol each member revokes and is assigned in its own epoch, and
 * gets to the epoch of the group when it is done.
 */
final class RebalanceRounds {

	private static final int NONE = -1;

	private final boolean consumerProtocol;

	private final Set<Object> assigned = new HashSet<>();

	/**
	 * The generations in which members gave partitions up: they are assigned again, no
	 * matter how long that takes.
	 */
	private final Map<Object, Integer> waiting = new HashMap<>();

	private boolean lost;

	private int opening = NONE;

	private int first = NONE;

	private int last = NONE;

	RebalanceRounds(boolean consumerProtocol) {
		this.consumerProtocol = consumerProtocol;
	}

	/**
	 * Whether a change belongs to the rebalance of the changes so far.
	 */
	boolean accept(AssignmentChange change) {
		Object member = change.member().key();
		boolean fresh = !this.assigned.contains(member);
		return switch (change.kind()) {
			case ASSIGNED ->
				this.last == NONE || this.waiting.containsKey(member) || change.generation() <= this.first + 1;
			case REVOKED ->
				this.last == NONE || change.generation() < this.last || (fresh && change.generation() == this.last);
			case LOST -> fresh && (this.lost || this.last == NONE);
		};
	}

	/**
	 * Add a change.
	 * @param joining whether members of the listener are joining one after the other: all
	 * their generations are one rebalance then
	 */
	void add(AssignmentChange change, boolean joining) {
		Object member = change.member().key();
		int generation = change.generation();
		switch (change.kind()) {
			case ASSIGNED -> {
				this.assigned.add(member);
				this.last = Math.max(this.last, generation);
				this.opening = (this.opening == NONE) ? generation : this.opening;
				this.first = (joining || this.first == NONE) ? this.last : this.first;
				// Cooperative: it gave up partitions in this generation, and joins once
				// more.
				this.waiting.computeIfPresent(member,
						(key, revoked) -> (revoked == generation && !this.consumerProtocol) ? revoked : null);
			}
			case REVOKED -> this.waiting.put(member, generation);
			case LOST -> {
				this.lost = true;
				this.waiting.put(member, NONE);
			}
		}
	}

	/**
	 * Whether members still have to be assigned something, or nothing.
	 */
	boolean areUnderWay() {
		return !this.waiting.isEmpty();
	}

	void expectNobody() {
		this.waiting.clear();
	}

	int firstGeneration() {
		return this.opening;
	}

	int generation() {
		return this.last;
	}

}
