package io.steadykafka.delivery.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.delivery.OverlongRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the members of a listener did in this instance since the application started.
 * Counts never fall. Safe for use by several threads.
 */
public interface ListenerWork {

	/**
	 * Records that the listener finished without an exception. A record counts when its
	 * portion is finished: at most one redo window later.
	 * @return the number of records, 0 or more
	 */
	long processed();

	/**
	 * Records that the listener failed on, each attempt counted.
	 * @return the number of failed attempts, 0 or more
	 */
	long failed();

	/**
	 * Records that were processed although this instance had processed them before: after
	 * a rebalance, a failed commit, a crash of a member or a reset. What another instance
	 * had processed is not known here. Retries of a failed record are not among them.
	 * @return the number of records, 0 or more
	 */
	long redelivered();

	/**
	 * Records that were never acknowledged although later ones of their partition were
	 * committed, which Kafka takes as an acknowledgement of all before.
	 * @return the number of records, 0 or more
	 */
	long passedOver();

	/**
	 * Records that were handed over and that the listener has to acknowledge still. 0 for
	 * a listener whose container does that.
	 * @return the number of records, 0 or more
	 */
	int inFlight();

	/**
	 * The partitions of these records.
	 * @return the partitions, a copy
	 */
	Set<TopicPartition> inFlightPartitions();

	/**
	 * How long the oldest of them waits for its acknowledgement. A container that awaits
	 * acknowledgements takes no more records before it has them all.
	 * @return the time, zero if none is in flight
	 */
	Duration oldestInFlight();

	/**
	 * Records that took the listener longer than
	 * {@code steady.kafka.delivery.slow-record}.
	 * @return the number of records, 0 or more
	 */
	long slow();

	/**
	 * The time that the listener spent on records, processed or failed.
	 * @return the sum over all members
	 */
	Duration handlerTime();

	/**
	 * Commits by their result: {@code success}, {@code lost} for those that were not sent
	 * because the partition was lost, and the simple name of the exception for those that
	 * failed. A commit that is tried again counts again. Commits of Kafka transactions go
	 * through the producer and are not among them.
	 * @return the number of commits by result
	 */
	Map<String, Long> commits();

	/**
	 * For how long a member has gone on trying to commit without any success: what it
	 * processes meanwhile would be processed again after a restart. Commits that wait for
	 * a rebalance fail only once it has taken longer than one may.
	 * @return the time from the first failure in a row to the last, of the member that
	 * fails longest; zero if none does
	 */
	Duration commitsFailFor();

	/**
	 * How much of {@code max.poll.interval.ms} the portion in hand has used so far, or
	 * the last one if none is in hand. Above 1 the member has to leave its group.
	 * @return the share, 0 or more, the largest of all members
	 */
	double pollBudgetUsed();

	/**
	 * The record that took longer than {@code max.poll.interval.ms} last.
	 * @return the record, empty if there was none
	 */
	Optional<OverlongRecord> overlong();

	/**
	 * How often a record took longer than {@code max.poll.interval.ms}.
	 * @return the number of records, 0 or more
	 */
	long overlongCount();

}
