package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.errors.InterruptException;

/**
 * The polls of a member whose consumer is left alone: they wait, and a wake-up ends the
 * wait as it would end a poll. It is not passed on then, because the consumer would throw
 * it into whatever the container does next. Safe for use by several threads.
 */
final class IdlePoll {

	private boolean quiet;

	private boolean woken;

	/**
	 * Wait for as long as a poll may, or until somebody wakes it up.
	 * @param timeout how long at most
	 * @throws InterruptException if the thread is interrupted, as a poll would throw it
	 */
	synchronized void await(Duration timeout) {
		this.quiet = true;
		long end = System.nanoTime() + timeout.toNanos();
		try {
			for (long left = timeout.toNanos(); left > 0 && !this.woken; left = end - System.nanoTime()) {
				TimeUnit.NANOSECONDS.timedWait(this, Math.max(TimeUnit.MILLISECONDS.toNanos(1), left));
			}
		}
		catch (InterruptedException ex) {
			// Without it an interrupted thread would wait no more, and poll at full
			// speed.
			throw new InterruptException(ex);
		}
		this.woken = false;
	}

	/**
	 * The consumer is polled again.
	 */
	synchronized void over() {
		this.quiet = false;
		this.woken = false;
	}

	/**
	 * Wake up.
	 * @return {@code false} if the consumer itself has to be woken up
	 */
	synchronized boolean wakeUp() {
		if (this.quiet) {
			this.woken = true;
			notifyAll();
		}
		return this.quiet;
	}

}
