package io.steadykafka.listener.internal.session;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * What a capability does in the session of one member. All of it is called on the
 * member's thread, a thousand times a second or more often, in this order for a poll:
 * {@link #began()}, {@link #isQuiet()}, {@link #wanted()} and {@link #positions(Map)},
 * {@link #abandoned(ConsumerRecord)}, {@link #beforePoll()}, {@link #waiting()},
 * {@link #limit()}, {@link #delivered(int)}, {@link #returned(ConsumerRecords)}.
 */
public interface SessionHooks {

	/**
	 * Nothing to do in a session.
	 */
	SessionHooks NONE = new SessionHooks() {
	};

	/**
	 * A poll begins: the listener is done with what the last one returned.
	 */
	default void began() {
	}

	/**
	 * Whether the consumer is to be left alone: polls return nothing and wait for as long
	 * as they may.
	 */
	default boolean isQuiet() {
		return false;
	}

	/**
	 * The partitions whose positions are wanted, asked before each poll.
	 */
	default Set<TopicPartition> wanted() {
		return Set.of();
	}

	/**
	 * Where the consumer stands on the partitions that were wanted.
	 * @param positions the offset of the record that is delivered next; without
	 * partitions that are not owned, whose position is not known yet, or that wait after
	 * a seek because all of the consumer is paused
	 */
	default void positions(Map<TopicPartition, Long> positions) {
	}

	/**
	 * The container gave a record up before the listener was called: an interceptor threw
	 * an exception in a transaction. It will be delivered again.
	 */
	default void abandoned(ConsumerRecord<?, ?> record) {
	}

	/**
	 * The consumer is about to fetch. May seek and commit.
	 */
	default void beforePoll() {
	}

	/**
	 * Partitions that must not be delivered yet, with their remaining wait; empty for
	 * most of the time.
	 */
	default Map<TopicPartition, Duration> waiting() {
		return Map.of();
	}

	/**
	 * Limits the next batch.
	 */
	default DeliveryLimit limit() {
		return DeliveryLimit.ALL;
	}

	/**
	 * A batch is delivered.
	 * @param records how many records it has
	 */
	default void delivered(int records) {
	}

	/**
	 * The poll returned.
	 * @param delivered the records that it returned, perhaps none; not to be kept
	 */
	default void returned(ConsumerRecords<?, ?> delivered) {
	}

	/**
	 * The poll threw an exception.
	 * @return {@code true} to keep it from the container: the poll returns nothing
	 * instead. If another one polls on, the exception comes again
	 */
	default boolean threw(RuntimeException failure) {
		return false;
	}

	/**
	 * A record can't be decoded. The consumer stays on it until it seeks.
	 * @param exception what the deserializer threw, with the record's bytes
	 * @return {@code true} if the record's partition waits from now on, {@code false} to
	 * have the container handle the exception
	 */
	default boolean undecodable(RecordDeserializationException exception) {
		return false;
	}

	/**
	 * Whether each record that the listener fails on is delivered again or passed by a
	 * seek. Where it is, nothing is committed beyond a record that failed after it was
	 * acknowledged.
	 */
	default boolean retriesFailures() {
		return false;
	}

	/**
	 * Somebody sought: the application, or the failure handling.
	 * @param partitions the partitions, each with the offset that is read next; empty
	 * where that is the beginning or the end
	 */
	default void sought(Map<TopicPartition, OptionalLong> partitions) {
	}

	/**
	 * The member was assigned partitions, perhaps none.
	 */
	default void assigned() {
	}

	/**
	 * How the consumer can be closed if its thread ended without doing that.
	 * @param close closes the consumer: only once its thread has ended, and not on a
	 * thread that must not wait
	 */
	default void closer(Runnable close) {
	}

	/**
	 * The member has ended.
	 */
	default void ended() {
	}

}
