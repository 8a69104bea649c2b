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

	void orFail(String message) {
		if (isOver()) {
			throw new IllegalStateException(message + " within " + this.limit.toSeconds() + " s");
		}
		LockSupport.parkNanos(this, STEP_NANOS);
	}

}
