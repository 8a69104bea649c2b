package io.steadykafka.operations;

import java.util.List;

import io.steadykafka.failure.FailedRecord;

/**
 * What people can do about records that hold a partition up. Each operation names one
 * record, so that it can't hit another one that came to its place meanwhile; is logged at
 * INFO; and takes effect on the consumer's thread: nearly at once, and after the poll
 * timeout of the container (5 s by default) at the latest. Only records of partitions
 * that this instance owns are known here. Safe for use by several threads.
 */
public interface BlockedRecords {

	/**
	 * All records of this instance that listeners fail on, with those that have attempts
	 * left.
	 * @return the records, by listener, topic and partition
	 */
	List<FailedRecord> list();

	/**
	 * Try a record now, without waiting for its next attempt.
	 * @param listener the listener's id
	 * @param topic the record's topic
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @return the record as it is at this moment
	 * @throws IllegalArgumentException if the listener does not fail on that record here
	 */
	FailedRecord retryNow(String listener, String topic, int partition, long offset);

	/**
	 * Go on after a record. It is lost to the listener: nothing else in the starter ever
	 * does this.
	 * @param listener the listener's id
	 * @param topic the record's topic
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @return the record as it is at this moment
	 * @throws IllegalArgumentException if the listener does not fail on that record here
	 */
	FailedRecord skip(String listener, String topic, int partition, long offset);

	/**
	 * Publish a record to its dead-letter topic and go on after it. If that can't be
	 * done, the record stays where it is, and says why.
	 * @param listener the listener's id
	 * @param topic the record's topic
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @return the record as it is at this moment
	 * @throws IllegalArgumentException if the listener does not fail on that record here
	 */
	FailedRecord deadLetter(String listener, String topic, int partition, long offset);

}
