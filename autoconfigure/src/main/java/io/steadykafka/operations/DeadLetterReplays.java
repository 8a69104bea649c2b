package io.steadykafka.operations;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Replays dead letters: records of a dead-letter topic go through the listener that
 * failed on them, with its own failure rules. What it fails on again is dead-lettered
 * again. The group {@code <group>.dlt} remembers how far replays came. Waits for brokers,
 * with a timeout; safe for use by several threads.
 */
public interface DeadLetterReplays {

	/**
	 * Says what a replay would do, and changes nothing.
	 * @param listener the listener's id
	 * @param topic the topic that the records failed in, or the dead-letter topic
	 * @return the replay, not started
	 * @throws java.util.NoSuchElementException if there is no such listener here, or no
	 * such dead-letter topic
	 * @throws IllegalStateException if the brokers don't answer in time
	 */
	DeadLetterReplay preview(String listener, String topic);

	/**
	 * Starts a replay, up to what is in the topic now.
	 * @param listener the listener's id
	 * @param topic the topic that the records failed in, or the dead-letter topic
	 * @param by who asks for it, for logs
	 * @return the replay at its start
	 * @throws java.util.NoSuchElementException if there is no such listener here, or no
	 * such dead-letter topic
	 * @throws IllegalStateException if a replay of it is under way, or the brokers don't
	 * answer in time
	 */
	DeadLetterReplay start(String listener, String topic, String by);

	/**
	 * Cancels a replay of this instance, and does not wait for its end: what the listener
	 * has in hand is finished and committed first. The next replay goes on there.
	 * @param id the replay's id
	 * @param by who asks for it, for logs
	 * @return the replay as it is now
	 * @throws java.util.NoSuchElementException if no replay with that id is under way
	 * here
	 */
	DeadLetterReplay cancel(String id, String by);

	/**
	 * The replays of this instance: those under way, and the last ones that ended.
	 * @return the replays as they are now, the last one first
	 */
	List<DeadLetterReplay> recent();

	/**
	 * Reads the last dead letters, without their values unless
	 * {@code steady.kafka.operations.show-values} is {@code true}.
	 * @param listener the listener's id
	 * @param topic the topic that the records failed in, or the dead-letter topic
	 * @param limit how many at most, 1 to 100
	 * @return a document for each record, the last one first
	 * @throws java.util.NoSuchElementException if there is no such listener here, or no
	 * such dead-letter topic
	 * @throws IllegalStateException if the brokers don't answer in time
	 */
	List<Map<String, @Nullable Object>> browse(String listener, String topic, int limit);

}
