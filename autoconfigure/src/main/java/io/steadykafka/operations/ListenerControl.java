package io.steadykafka.operations;

import org.jspecify.annotations.Nullable;

/**
 * Pauses, resumes, stops and starts listeners of this instance; with
 * {@code steady.kafka.operations.topic}, of all instances. A pause holds through
 * rebalances, restarts of members and new partitions until it is resumed, or the
 * application ends. It is not what the application pauses itself, and neither ends the
 * other. Safe for use by several threads.
 */
public interface ListenerControl {

	/**
	 * Pauses the delivery to a listener. Records that it has already are finished and
	 * committed, and it stays in its group. Does nothing if the same is paused already.
	 * @param listener the listener's id
	 * @param topic the only topic to pause, {@code null} for all
	 * @param partition the only partition of the topic to pause, {@code null} for all
	 * @param by who asks for it, for logs and health
	 * @throws java.util.NoSuchElementException if there is no such listener here
	 * @throws IllegalArgumentException if a partition is given without a topic
	 */
	void pause(String listener, @Nullable String topic, @Nullable Integer partition, String by);

	/**
	 * Resumes what was paused here.
	 * @param listener the listener's id
	 * @param topic the only topic to resume, {@code null} for all that is paused
	 * @param partition the only partition of the topic to resume, {@code null} for all
	 * @param by who asks for it, for logs
	 * @throws java.util.NoSuchElementException if there is no such listener here
	 * @throws IllegalArgumentException if a partition is given without a topic
	 * @throws IllegalStateException if just that is not paused: nothing is, or a pause of
	 * more holds it
	 */
	void resume(String listener, @Nullable String topic, @Nullable Integer partition, String by);

	/**
	 * Stops a listener as its container is stopped regularly, and waits for it up to the
	 * container's shutdown timeout.
	 * @param listener the listener's id
	 * @param by who asks for it, for logs
	 * @return whether it has stopped; {@code false} if it is still finishing its work
	 * @throws java.util.NoSuchElementException if there is no such listener here
	 */
	boolean stop(String listener, String by);

	/**
	 * Starts a listener. Does nothing if it runs.
	 * @param listener the listener's id
	 * @param by who asks for it, for logs
	 * @throws java.util.NoSuchElementException if there is no such listener here
	 * @throws IllegalStateException if it has not finished its last stop
	 */
	void start(String listener, String by);

}
