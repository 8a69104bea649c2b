package io.steadykafka.benchmarks.app;

import java.util.concurrent.CountDownLatch;

import org.springframework.stereotype.Component;

/**
 * Takes the time from the first record to the last, and what was used in it. Records come
 * from one thread, and another one reads the results once that one is done.
 */
@Component
class Stopwatch {

	private final long expected;

	private final ThreadUsage usage = new ThreadUsage();

	private final CountDownLatch done = new CountDownLatch(1);

	private boolean began;

	private long handled;

	private long nanos;

	private long laterNanos;

	private long allocatedBytes;

	private long laterProcessorNanos;

	Stopwatch(BenchmarkProperties properties) {
		this.expected = properties.expected();
	}

	void begin() {
		if (!this.began) {
			this.began = true;
			this.allocatedBytes = -this.usage.allocatedBytes();
			this.nanos = -System.nanoTime();
		}
	}

	void handled() {
		this.handled++;
		if (this.handled == this.expected / 2) {
			this.laterProcessorNanos = -this.usage.processorNanos();
			this.laterNanos = -System.nanoTime();
		}
		else if (this.handled == this.expected) {
			long now = System.nanoTime();
			this.nanos += now;
			this.laterNanos += now;
			this.laterProcessorNanos += this.usage.processorNanos();
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

	long laterNanos() {
		return this.laterNanos;
	}

	long laterProcessorNanos() {
		return this.laterProcessorNanos;
	}

	long allocatedBytes() {
		return this.allocatedBytes;
	}

}
