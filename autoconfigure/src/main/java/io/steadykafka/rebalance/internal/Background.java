package io.steadykafka.rebalance.internal;

import java.time.Duration;

/**
 * Does what must not be done on the consumer's thread.
 */
interface Background extends AutoCloseable {

	/**
	 * Do something soon.
	 * @param delay how long to wait before
	 * @param action what to do; it must throw nothing
	 */
	void after(Duration delay, Runnable action);

	/**
	 * Drop what was not done yet.
	 */
	@Override
	void close();

}
