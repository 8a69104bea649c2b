package io.steadykafka.delivery;

/**
 * For applications: a bean of this type is notified of records that took longer than
 * {@code max.poll.interval.ms}. Called on the consumer's thread, when the listener has
 * returned from the record; it must not block, and what it throws is contained and
 * logged.
 */
@FunctionalInterface
public interface OverlongListener {

	/**
	 * A record took too long.
	 * @param record the record, and the listener that took too long
	 */
	void overlong(OverlongRecord record);

}
