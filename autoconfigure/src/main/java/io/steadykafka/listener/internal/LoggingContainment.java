package io.steadykafka.listener.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs each part's first failure at WARN and counts all of them.
 */
final class LoggingContainment implements Containment {

	private static final Log logger = LogFactory.getLog(Containment.class);

	private final Set<String> failedParts = ConcurrentHashMap.newKeySet();

	private final LongAdder failures = new LongAdder();

	@Override
	public void run(String part, Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException | Error ex) {
			failed(part, ex);
		}
	}

	@Override
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

	@Override
	public long failures() {
		return this.failures.sum();
	}

}
