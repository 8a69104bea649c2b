package io.steadykafka.operations.internal.channel;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a task soon, once for all that ask for it before it begins. Safe for use by
 * several threads.
 */
final class QueuedOnce {

	private final AtomicBoolean isQueued = new AtomicBoolean();

	private final Executor executor;

	private final Runnable task;

	QueuedOnce(Executor executor, Runnable task) {
		this.executor = executor;
		this.task = task;
	}

	void runSoon() {
		if (this.isQueued.compareAndSet(false, true)) {
			this.executor.execute(this::run);
		}
	}

	private void run() {
		// Before the task: what changes while it runs needs another one.
		this.isQueued.set(false);
		this.task.run();
	}

}
