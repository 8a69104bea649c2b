package io.steadykafka.listener.internal.session;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Told of each member that starts to poll. Beans of this type are called in their order,
 * on the consumer's thread: they must neither block nor ask the broker. What one throws
 * is contained.
 */
@FunctionalInterface
public interface SessionListener {

	/**
	 * A member polls for the first time since it was started.
	 * @param member the member's own container
	 * @param metrics the metrics of its consumer; may be asked from whatever thread
	 * @return whom to tell of the polls of this member
	 */
	MemberPolls polling(ListenerContainer listener, MessageListenerContainer member,
			Supplier<Map<MetricName, ? extends Metric>> metrics);

	/**
	 * Told of the polls of one member, all on its thread, a thousand times a second or
	 * more often.
	 */
	interface MemberPolls {

		/**
		 * A poll begins: whatever the last one returned is done with.
		 */
		void began();

		/**
		 * The poll returned.
		 * @param handedOver the records that it returned, perhaps none; not to be kept
		 */
		void returned(ConsumerRecords<?, ?> handedOver);

		/**
		 * The poll threw an exception.
		 * @return {@code true} if the container is not to hear of it: the poll returns
		 * nothing instead. If another one polls on, the exception comes again
		 */
		default boolean threw(RuntimeException failure) {
			return false;
		}

		/**
		 * Of which partitions the positions are wanted. Asked before each poll.
		 * @return the partitions, empty for none
		 */
		default Set<TopicPartition> wanted() {
			return Set.of();
		}

		/**
		 * Where the consumer stands on the partitions that were wanted.
		 * @param positions the offset of the record that is handed over next; without
		 * partitions that are not owned, whose position is not known yet, or that wait
		 * after a seek because all of the consumer is paused
		 */
		default void positions(Map<TopicPartition, Long> positions) {
		}

		/**
		 * Somebody sought: the application, or what sees to a record that failed.
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
		 * Whether the consumer is to be left alone: polls return nothing and wait for as
		 * long as they may.
		 * @return {@code true} for quiet
		 */
		default boolean isQuiet() {
			return false;
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

}
