package io.steadykafka.benchmarks.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.steadykafka.benchmarks.journal.Values;

import org.springframework.stereotype.Component;

/**
 * The handler's work: waits, as for a database, without using the processor. Safe for use
 * by several threads.
 */
@Component
class HandlerWork {

	/** So that who is held up for long can be told to go on. */
	private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);

	private volatile long nanos;

	HandlerWork(BenchmarkProperties properties) {
		take(properties.work());
	}

	/**
	 * Take another time for each record from now on.
	 */
	void take(Duration time) {
		this.nanos = time.toNanos();
	}

	/**
	 * Handle a record.
	 * @param value its value, which may ask for a time of its own
	 * @return how long it really took, in nanoseconds
	 */
	long handle(String value) {
		Optional<Long> own = Values.busy(value).map(Duration::toNanos);
		if (own.orElse(this.nanos) == 0) {
			return 0;
		}
		long start = System.nanoTime();
		long took = 0;
		for (long left = own.orElse(this.nanos); left > 0; left = own.orElse(this.nanos) - took) {
			LockSupport.parkNanos(this, Math.min(left, STEP));
			took = System.nanoTime() - start;
		}
		return took;
	}

}
