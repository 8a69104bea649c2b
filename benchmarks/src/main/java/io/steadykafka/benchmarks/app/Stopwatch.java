package io.steadykafka.benchmarks.app;

import java.util.concurrent.CountDownLatch;

import org.springframework.stereotype.Component;

/**
 * Takes the time from the first record after the warm-up to the last, and what was used
 * in it. Records come from one thread, and another one reads the results once that one is
 * done.
 */
@Component
class Stopwatch {

	private final long warmUp;

	private final long last;

	private final ThreadUsage usage = new ThreadUsage();

	private final CountDownLatch done = new CountDownLatch(1);

	private long handled;

	private long nanos;

	private long processorNanos;

	private long allocatedBytes;

	Stopwatch(BenchmarkProperties properties) {
		this.warmUp = properties.warmUp();
		this.last = properties.warmUp() + properties.expected();
	}

	/**
	 * A record is about to be handled.
	 */
	void begin() {
		if (this.handled == this.warmUp) {
			this.allocatedBytes = -this.usage.allocatedBytes();
			this.processorNanos = -this.usage.processorNanos();
			this.nanos = -System.nanoTime();
		}
		else if (this.handled == this.warmUp - this.warmUp / 10) {
			// The rest of the warm-up is for what slows down after such a rest.
			JitWarmUp.await();
		}
	}

	void handled() {
		this.handled++;
		if (this.handled == this.last) {
			this.nanos += System.nanoTime();
			this.processorNanos += this.usage.processorNanos();
			this.allocatedBytes += this.usage.allocatedBytes();
			this.done.countDown();
		}
	}

	void awaitLast() throws InterruptedException {
		this.done.await();
	}

	long nanos() {
		return this.nanos;
	}

	long processorNanos() {
		return this.processorNanos;
	}

	long allocatedBytes() {
		return this.allocatedBytes;
	}

}
