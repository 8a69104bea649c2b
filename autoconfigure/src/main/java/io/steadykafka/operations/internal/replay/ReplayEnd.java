package io.steadykafka.operations.internal.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Tells a replay when it has to end. Safe for use by several threads.
 */
final class ReplayEnd {

	/**
	 * How often the reasons are looked at while the replay waits.
	 */
	private static final Duration SLICE = Duration.ofMillis(200);

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Supplier<@Nullable String> reason;

	/**
	 * Create an end that has not come.
	 * @param reason says why the replay has to end, {@code null} if it has not
	 */
	ReplayEnd(Supplier<@Nullable String> reason) {
		this.reason = reason;
	}

	/**
	 * The application is being stopped.
	 */
	void stop() {
		this.stopped.countDown();
	}

	/**
	 * Throws the reason to end, if there is one.
	 */
	void check() {
		String why = (this.stopped.getCount() == 0) ? "The application is being stopped" : this.reason.get();
		if (why != null) {
			throw new ReplayEndedException(why + ". The next replay goes on where this one ended");
		}
	}

	/**
	 * Waits, unless the replay has to end.
	 */
	void await(Duration pause) {
		long deadline = System.nanoTime() + pause.toNanos();
		try {
			long left = pause.toNanos();
			while (left > 0) {
				check();
				if (this.stopped.await(Math.min(left, SLICE.toNanos()), TimeUnit.NANOSECONDS)) {
					check();
				}
				left = deadline - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			// Somebody who stops it interrupts it late; others have no reason to.
			check();
		}
	}

}
