package io.steadykafka.listener.internal;

import java.util.function.Supplier;

/**
 * Runs the starter's own code where a failure of it must not reach the caller: on the
 * consumer's thread, in a scrape, at startup.
 * <p>
 * A failure is logged at WARN the first time that a part fails, at DEBUG from then on,
 * and always counted. Instances are safe for use by several threads. Errors are contained
 * like exceptions: with another version of a library than the one that the starter was
 * made with, a method may be gone, and a scheduled task that throws is never run again.
 */
public interface Containment {

	/**
	 * Run an action and contain what it throws.
	 * @param part what the action belongs to, for the log: a noun such as "rebalance
	 * listener"
	 */
	void run(String part, Runnable action);

	/**
	 * Ask for something and contain what is thrown.
	 * @param part what is asked, for the log: a noun
	 * @param otherwise the answer if the question fails
	 */
	<T> T get(String part, Supplier<T> question, T otherwise);

	/**
	 * How many failures were contained since the start.
	 * @return the number of failures, 0 or more
	 */
	long failures();

	/**
	 * Create a containment that has seen no failure.
	 */
	static Containment create() {
		return new LoggingContainment();
	}

}
