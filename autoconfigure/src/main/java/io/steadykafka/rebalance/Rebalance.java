package io.steadykafka.rebalance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * What one rebalance did to one listener in this instance, all its members together. Also
 * published as an application event when the rebalance is over. Immutable.
 */
public interface Rebalance {

	/**
	 * The listener.
	 * @return its id
	 */
	String listener();

	/**
	 * The listener's consumer group.
	 * @return the group id
	 */
	String group();

	/**
	 * When the first member of the listener noticed the rebalance.
	 * @return the start
	 */
	Instant start();

	/**
	 * When the last member of the listener noticed it.
	 * @return the end, not before the start
	 */
	Instant end();

	/**
	 * The worst that the rebalance did.
	 * @return {@link Kind#LOST} if partitions were lost, {@link Kind#REVOKED} if some
	 * were revoked, even if they came back at once, else {@link Kind#ASSIGNED}, even if
	 * nothing changed
	 */
	Kind kind();

	/**
	 * Why the rebalance happened, as far as this instance can know.
	 * @return the cause
	 */
	Cause cause();

	/**
	 * The generation or epoch in which the first member was assigned something. A
	 * cooperative rebalance has two generations, the start of a listener may have
	 * several.
	 * @return the generation, -1 if no member has one anymore
	 */
	int firstGeneration();

	/**
	 * The group's generation (classic protocol) or the members' highest epoch (consumer
	 * protocol) at the end.
	 * @return the generation, -1 if no member has one anymore
	 */
	int generation();

	/**
	 * Partitions that the listener owns now and did not own before.
	 * @return the partitions, unmodifiable
	 */
	Set<TopicPartition> assigned();

	/**
	 * Partitions that the listener owned before, and gave up.
	 * @return the partitions, unmodifiable
	 */
	Set<TopicPartition> revoked();

	/**
	 * Partitions that the listener lost. Those that it got back are in
	 * {@link #assigned()} too.
	 * @return the partitions, unmodifiable
	 */
	Set<TopicPartition> lost();

	/**
	 * Partitions that the listener owned before and owns now, perhaps by another of its
	 * members.
	 * @return the partitions, unmodifiable
	 */
	Set<TopicPartition> kept();

	/**
	 * For how long the consumption of partitions that are owned now paused, as far as
	 * this instance knows: from their revocation here, or from the first sign of the
	 * rebalance, until they were assigned. Not included are partitions that did not move,
	 * that went elsewhere, or that were assigned with the first sign of the rebalance.
	 * @return the pauses by partition, unmodifiable
	 */
	Map<TopicPartition, Duration> pauses();

	/**
	 * How long the rebalance took in this instance: from the first revocation to the last
	 * assignment of any member.
	 * @return the duration, zero if there was only one callback
	 */
	default Duration duration() {
		return Duration.between(start(), end());
	}

	/**
	 * The longest pause of a partition.
	 * @return the pause, empty if none is known
	 */
	default Optional<Duration> longestPause() {
		return pauses().values().stream().max(Comparator.naturalOrder());
	}

	/**
	 * Whether the rebalance took partitions from the listener, and the listener's own
	 * start or stop was not the cause.
	 * @return {@code true} if it disturbed the listener
	 */
	default boolean disturbs() {
		return kind() != Kind.ASSIGNED && !cause().isOwnDoing();
	}

	/**
	 * The rebalance in plain words, as it is logged.
	 * @return one line
	 */
	default String describe() {
		String generations = (firstGeneration() == generation()) ? "generation " + generation() + ", "
				: "generations " + firstGeneration() + " to " + generation() + ", ";
		return "Rebalance of listener '" + listener() + "' (group " + group() + "): " + cause().words() + "; "
				+ ((generation() < 0) ? "" : generations) + "took " + duration().toMillis() + " ms; partitions: "
				+ assigned().size() + " assigned, " + revoked().size() + " revoked, " + lost().size() + " lost, "
				+ kept().size() + " kept; longest pause "
				+ longestPause().map((longest) -> longest.toMillis() + " ms").orElse("not known");
	}

	/**
	 * What happens to partitions in a rebalance.
	 */
	enum Kind {

		/**
		 * A member may read the partitions from now on.
		 */
		ASSIGNED,

		/**
		 * A member gives the partitions up, and can commit before.
		 */
		REVOKED,

		/**
		 * A member lost the partitions. Another member may own them already, so that
		 * nothing can be committed anymore.
		 */
		LOST

	}

}
