package io.steadykafka.delivery;

import io.steadykafka.listener.internal.ListenerContainer;

/**
 * Is told of records that took longer than {@code max.poll.interval.ms}. Called on the
 * consumer's thread, when the listener has returned from the record; what it throws is
 * contained.
 */
@FunctionalInterface
public interface OverlongListener {

	/**
	 * A record took too long.
	 * @param listener the listener
	 * @param record the record
	 */
	void overlong(ListenerContainer listener, OverlongRecord record);

}
