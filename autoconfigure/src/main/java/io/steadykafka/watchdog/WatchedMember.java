package io.steadykafka.watchdog;

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
	 * @param records how many records it returned, 0 or more
	 */
	void returned(int records);

	/**
	 * The poll threw an exception.
	 * @param failure the exception
	 * @return {@code true} if nobody else is to hear of it, because it would come again
	 * and again: the member is quiet from now on
	 */
	boolean threw(RuntimeException failure);

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
