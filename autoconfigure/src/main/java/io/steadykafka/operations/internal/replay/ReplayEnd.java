package io.steadykafka.operations.internal.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

	private final CountDownLatch asked = new CountDownLatch(1);

	private final AtomicReference<@Nullable String> askedBecause = new AtomicReference<>();

	private final Supplier<@Nullable String> reason;

	/**
	 * Create an end that has not come.
	 * @param reason says why the replay has to end, {@code null} if it has not
	 */
	ReplayEnd(Supplier<@Nullable String> reason) {
		this.reason = reason;
	}

	/**
	 * Asks for the end. The first reason counts.
	 */
	void ask(String why) {
		this.askedBecause.compareAndSet(null, why);
		this.asked.countDown();
	}

	/**
	 * Throws the reason to end, if there is one.
	 */
	void check() {
		String why = this.askedBecause.get();
		why = (why != null) ? why : this.reason.get();
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
				if (this.asked.await(Math.min(left, SLICE.toNanos()), TimeUnit.NANOSECONDS)) {
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
