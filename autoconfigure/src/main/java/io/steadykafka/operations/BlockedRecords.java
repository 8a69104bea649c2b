package io.steadykafka.operations;

import java.util.List;

import io.steadykafka.failure.FailedRecord;

/**
 * Operations on records that block a partition. Each operation names one record, so that
 * it can't affect another one that took its place meanwhile. It is logged at INFO, and
 * takes effect on the consumer's thread: nearly at once, and after the poll timeout of
 * the container (5 s by default) at the latest. Only records of partitions that this
 * instance owns are known here; with {@code steady.kafka.operations.topic}, those of all
 * instances. Safe for use by several threads.
 */
public interface BlockedRecords {

	/**
	 * All records of this instance that listeners fail on, including those that have
	 * attempts left.
	 * @return the records, sorted by listener, topic and partition
	 */
	List<FailedRecord> list();

	/**
	 * Tries a record now, without waiting for its next attempt.
	 * @param listener the listener's id
	 * @param topic the record's topic
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @return the record as it is at this moment
	 * @throws IllegalArgumentException if the listener does not fail on that record here:
	 * it is handled already, was not reached yet, or another instance owns its partition
	 */
	FailedRecord retryNow(String listener, String topic, int partition, long offset);

	/**
	 * Continues after a record. It is lost to the listener: nothing else in the starter
	 * skips a record.
	 * @param listener the listener's id
	 * @param topic the record's topic
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @return the record as it is at this moment
	 * @throws IllegalArgumentException if the listener does not fail on that record here:
	 * it is handled already, was not reached yet, or another instance owns its partition
	 */
	FailedRecord skip(String listener, String topic, int partition, long offset);

	/**
	 * Publishes a record to its dead-letter topic and continues after it. If publishing
	 * fails, the record stays blocked, and {@link FailedRecord.Failure#notDeadLettered()}
	 * says why.
	 * @param listener the listener's id
	 * @param topic the record's topic
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @return the record as it is at this moment
	 * @throws IllegalArgumentException if the listener does not fail on that record here:
	 * it is handled already, was not reached yet, or another instance owns its partition
	 */
	FailedRecord deadLetter(String listener, String topic, int partition, long offset);

}
