package io.steadykafka.benchmarks.scenario;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits in small steps, up to a limit.
 */
final class Patience {

	private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final long start = System.nanoTime();

	private final Duration limit;

	Patience(Duration limit) {
		this.limit = limit;
	}

	boolean isOver() {
		return System.nanoTime() - this.start > this.limit.toNanos();
	}

	/**
	 * Complain if the limit is over.
	 * @param message what has not happened
	 */
	void check(String message) {
		if (isOver()) {
			throw new IllegalStateException(message + " within " + this.limit.toSeconds() + " s");
		}
	}

	void pause() {
		LockSupport.parkNanos(this, STEP_NANOS);
	}

	void orFail(String message) {
		check(message);
		pause();
	}

}
