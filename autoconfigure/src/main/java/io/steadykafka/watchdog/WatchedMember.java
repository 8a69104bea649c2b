package io.steadykafka.watchdog;

import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * Told of the polls of one member, on its thread. All of it returns at once.
 */
public interface WatchedMember {

	/**
	 * A poll begins: whatever the last one returned is done with.
	 */
	void began();

	/**
	 * The poll returned.
	 * @param handedOver the partitions of the records that it returned, empty for none;
	 * valid during this call
	 */
	void returned(Set<TopicPartition> handedOver);

	/**
	 * The poll threw an exception.
	 * @param failure the exception
	 * @return {@code true} if nobody else is to hear of it, because it would come again
	 * and again: the member is quiet from now on
	 */
	boolean threw(RuntimeException failure);

	/**
	 * Of which partitions the positions are wanted. Asked before each poll.
	 * @return the partitions, empty for none
	 */
	Set<TopicPartition> wanted();

	/**
	 * Where the consumer stands on the partitions that were wanted.
	 * @param positions the offset of the record that is handed over next; without those
	 * that are not known
	 */
	void positions(Map<TopicPartition, Long> positions);

	/**
	 * The member was assigned partitions, perhaps none: it has joined its group.
	 */
	void assigned();

	/**
	 * Whether the member's consumer is not to be polled.
	 * @return {@code true} until the member is restarted, or the consumer is to be tried
	 * once more
	 */
	boolean isQuiet();

	/**
	 * The member has ended.
	 */
	void ended();

}
