package io.steadykafka.rebalance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import org.apache.kafka.common.TopicPartition;

/**
 * What one rebalance did to one listener in this instance, all its members together. Also
 * an event of the application, published when the rebalance is over. Immutable.
 *
 * @param listener the id of the listener
 * @param group its group
 * @param start when the first of its members was told of it
 * @param end when the last of them was
 * @param kind the worst that it did: {@link Kind#LOST} if partitions were lost,
 * {@link Kind#REVOKED} if some were revoked, be it that they came back at once, else
 * {@link Kind#ASSIGNED}, be it that nothing changed
 * @param cause why it happened, as far as can be known here
 * @param firstGeneration the generation or epoch in which the first member was assigned
 * something: a cooperative rebalance has two, the start of a listener may have several;
 * -1 if no member has one any more
 * @param generation the group's generation (classic protocol) or the members' highest
 * epoch (consumer protocol) at its end; -1 if no member has one any more
 * @param assigned partitions that the listener owns and did not own before
 * @param revoked partitions that it gave up
 * @param lost partitions that it lost; those that it got again are in {@code assigned}
 * too
 * @param kept partitions that it owned before and owns now, be it by another of its
 * members
 * @param standStill how long partitions that are owned now stood still as far as this
 * instance knows: from their revocation here, or from the first that was heard of the
 * rebalance, until they were assigned. Partitions that did not move, that went elsewhere,
 * or that came with the first that was heard of it are not in it
 */
public record Rebalance(String listener, String group, Instant start, Instant end, Kind kind, Cause cause,
		int firstGeneration, int generation, Set<TopicPartition> assigned, Set<TopicPartition> revoked,
		Set<TopicPartition> lost, Set<TopicPartition> kept, Map<TopicPartition, Duration> standStill) {

	/**
	 * Make a record that nobody can change.
	 */
	public Rebalance {
		assigned = Set.copyOf(assigned);
		revoked = Set.copyOf(revoked);
		lost = Set.copyOf(lost);
		kept = Set.copyOf(kept);
		standStill = Map.copyOf(standStill);
	}

	/**
	 * How long it took, as seen from here: from the first revocation to the last
	 * assignment of any member.
	 * @return the duration, zero if all was told in one step
	 */
	public Duration duration() {
		return Duration.between(this.start, this.end);
	}

	/**
	 * How long the partition that stood still longest did so.
	 * @return the duration, empty if no stand-still is known
	 */
	public Optional<Duration> longestStandStill() {
		return this.standStill.values().stream().max(Comparator.naturalOrder());
	}

	/**
	 * Whether it took partitions from the listener, and the listener's own start or stop
	 * was not the cause.
	 * @return {@code true} if it disturbed the listener
	 */
	public boolean disturbs() {
		return this.kind != Kind.ASSIGNED && !this.cause.isOwnDoing();
	}

	/**
	 * The record in plain words.
	 * @return one line
	 */
	public String describe() {
		return "Rebalance of listener '" + this.listener + "' (group " + this.group + "): " + this.cause.words() + "; "
				+ generations() + "took " + duration().toMillis() + " ms; partitions: " + this.assigned.size()
				+ " assigned, " + this.revoked.size() + " revoked, " + this.lost.size() + " lost, " + this.kept.size()
				+ " kept; longest stand-still "
				+ longestStandStill().map((longest) -> longest.toMillis() + " ms").orElse("not known");
	}

	private String generations() {
		if (this.generation < 0) {
			return "";
		}
		return (this.firstGeneration == this.generation) ? "generation " + this.generation + ", "
				: "generations " + this.firstGeneration + " to " + this.generation + ", ";
	}

}
