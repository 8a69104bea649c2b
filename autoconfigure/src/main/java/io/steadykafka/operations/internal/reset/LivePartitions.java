package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that running members own, here or, through the operations topic, in other
 * instances. A reset holds them all, moves them all, and releases them all: none is
 * delivered in between. Safe for use by several threads.
 */
public interface LivePartitions {

	/** How the owners end that are here. */
	String OF_THIS_INSTANCE = " of this instance";

	/**
	 * The owners that can be reached.
	 * @return for each partition of the group that a reachable member owns who that is,
	 * for people
	 */
	Map<TopicPartition, String> owners(String group);

	/**
	 * Stops delivering partitions, and waits until no record of theirs is in flight.
	 * @param operation the id of the operation; held partitions are released with it
	 * @return why a partition can't be held, by partition: empty if all are held
	 */
	Map<TopicPartition, String> hold(String operation, String group, Set<TopicPartition> partitions, Duration timeout);

	/**
	 * Seeks and commits, by the members that own the partitions.
	 * @param offsets the offset that is read next, of partitions that are held
	 * @return why a partition was not moved, by partition: empty if all were. The
	 * committed offset of such a partition is the old one or the new one
	 */
	Map<TopicPartition, String> move(String operation, String group, Map<TopicPartition, Long> offsets,
			Duration timeout);

	/**
	 * Goes on delivering what is held. Does nothing if nothing is.
	 */
	void release(String operation, String group);

}
