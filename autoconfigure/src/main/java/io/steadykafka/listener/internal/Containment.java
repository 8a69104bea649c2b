package io.steadykafka.listener.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs the starter's own code where its failure must not reach the caller: on the
 * consumer's thread, in a scrape, at startup. Thread-safe.
 * <p>
 * The first failure of each part is logged at WARN, further ones at DEBUG; all are
 * counted. Errors are contained like exceptions: with another version of a library a
 * method may be missing, and a scheduled task that throws never runs again.
 */
public final class Containment {

	private static final Log logger = LogFactory.getLog(Containment.class);

	private final Set<String> failedParts = ConcurrentHashMap.newKeySet();

	private final LongAdder failures = new LongAdder();

	/**
	 * Run an action and contain what it throws.
	 * @param part what the action belongs to, for the log: a noun such as "rebalance
	 * listener"
	 */
	public void run(String part, Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException | Error ex) {
			failed(part, ex);
		}
	}

	/**
	 * Ask a question, and answer {@code otherwise} if that throws.
	 */
	public <T> T get(String part, Supplier<T> question, T otherwise) {
		try {
			return question.get();
		}
		catch (RuntimeException | Error ex) {
			failed(part, ex);
			return otherwise;
		}
	}

	private void failed(String part, Throwable ex) {
		this.failures.increment();
		if (this.failedParts.add(part)) {
			logger.warn("Steady Kafka's " + part + " failed; consuming goes on. "
					+ "Further failures of it are counted and logged at DEBUG", ex);
		}
		else {
			logger.debug("Steady Kafka's " + part + " failed again", ex);
		}
	}

	/**
	 * How many failures were contained since the start.
	 */
	public long failures() {
		return this.failures.sum();
	}

}
