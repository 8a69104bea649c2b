package io.steadykafka.benchmarks.scenario.support;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits in small steps, up to a limit.
 */
public final class Deadline {

	private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final long start = System.nanoTime();

	private final Duration limit;

	public Deadline(Duration limit) {
		this.limit = limit;
	}

	public boolean isOver() {
		return System.nanoTime() - this.start > this.limit.toNanos();
	}

	/**
	 * Fail if the limit is over.
	 */
	public void check(String message) {
		if (isOver()) {
			throw new IllegalStateException(message + " within " + this.limit.toSeconds() + " s");
		}
	}

	public void pause() {
		LockSupport.parkNanos(this, STEP_NANOS);
	}

	public void orFail(String message) {
		check(message);
		pause();
	}

}
