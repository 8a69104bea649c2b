package io.steadykafka.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Blocks handlers while it is closed.
 */
public final class Gate {

	private final AtomicInteger passed = new AtomicInteger();

	private boolean closed;

	public synchronized void close() {
		this.closed = true;
	}

	public synchronized void open() {
		this.closed = false;
		notifyAll();
	}

	public synchronized void pass() throws InterruptedException {
		while (this.closed) {
			wait();
		}
		this.passed.incrementAndGet();
	}

	public int passed() {
		return this.passed.get();
	}

}
