package io.steadykafka.failure.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.session.SessionListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks after records that listeners fail on: tries them again with growing pauses, in
 * which only their own partition waits; and after the last attempt blocks the partition,
 * dead-letters the record, or stops the listener. No record is ever skipped by itself.
 * <p>
 * A listener that has an error handler, or an after-rollback processor, of the
 * application's is left as it is. Safe for use by several threads.
 */
public interface RecordFailures
		extends ContainerPreparer, SessionListener, AssignmentListener, SettingSource, AutoCloseable {

	/**
	 * The records of this instance that listeners fail on.
	 * @return the records, in no order
	 */
	List<FailedRecord> failing();

	/**
	 * The records of this instance that a listener fails on.
	 * @return the records, in no order
	 */
	List<FailedRecord> failing(ListenerContainer listener);

	/**
	 * Whether failed records of a listener are handled here.
	 */
	boolean handles(ListenerContainer listener);

	/**
	 * What became of the failed records of a listener.
	 * @return the counts, all zero if the listener is not looked after
	 */
	FailureCounts counts(ListenerContainer listener);

	/**
	 * Do something about a failed record. It is done on the consumer's thread, within its
	 * poll timeout (5 s by default) at the latest.
	 * @return the record as it is now
	 * @throws IllegalArgumentException if the listener does not fail on that record in
	 * this instance; the message says what it does
	 */
	FailedRecord request(String listener, TopicPartition partition, long offset, Remedy remedy);

	/**
	 * Close the clients that dead letters are published with.
	 */
	@Override
	void close();

	/**
	 * Create failures.
	 * @param options the options of each listener
	 * @param handOvers hands records over to the listeners
	 * @param clock tells when attempts are due
	 * @param containment contains what fails in here
	 */
	static RecordFailures create(Function<ListenerContainer, Options> options, RecordDelivery handOvers, Clock clock,
			Containment containment) {
		return new DefaultRecordFailures(options, handOvers, clock, containment);
	}

	/**
	 * What can be done about a failed record, beside waiting.
	 */
	enum Remedy {

		/**
		 * Try it now.
		 */
		RETRY,

		/**
		 * Go on after it. It is lost to the listener.
		 */
		SKIP,

		/**
		 * Publish it to the dead-letter topic and go on after it.
		 */
		DEAD_LETTER

	}

	/**
	 * Options.
	 *
	 * @param initialInterval the time between the first attempt and the second
	 * @param multiplier by how much the time grows from attempt to attempt, 1 or more
	 * @param maxInterval the longest time between two attempts
	 * @param attempts after how many attempts a record is exhausted, 1 or more
	 * @param onExhausted what becomes of it then
	 * @param notRetryable exceptions that no attempt can cure, with their subclasses,
	 * beside those of Spring Kafka and Kafka for records that can't be converted
	 * @param deadLetterSuffix what the name of a topic's dead-letter topic ends with
	 */
	record Options(Duration initialInterval, double multiplier, Duration maxInterval, int attempts,
			Exhaustion onExhausted, List<Class<? extends Throwable>> notRetryable, String deadLetterSuffix) {

	}

}
