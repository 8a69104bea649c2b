package io.steadykafka.lag;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a sample at a fixed delay on a daemon thread of its own, and an extra one soon
 * after an assignment changed.
 */
final class SampleSchedule {

	/**
	 * Several members of a listener are told of one rebalance one after the other.
	 */
	private static final Duration SETTLE = Duration.ofMillis(200);

	private static final Duration STOP = Duration.ofSeconds(2);

	private final ScheduledThreadPoolExecutor executor;

	private final Duration interval;

	private final AtomicBoolean soon = new AtomicBoolean();

	private Runnable sample = () -> {
	};

	private Runnable afterwards = () -> {
	};

	SampleSchedule(String threadName, Duration interval) {
		this.interval = interval;
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, threadName);
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	/**
	 * Start.
	 * @param sample takes a sample; must not throw
	 * @param afterwards runs at {@link #stop()}, once the last sample ended
	 */
	void start(Runnable sample, Runnable afterwards) {
		this.sample = sample;
		this.afterwards = afterwards;
		// Samples contain their own failures; an Error ends them, which their age shows.
		ScheduledFuture<?> unused = this.executor.scheduleWithFixedDelay(sample, 0, this.interval.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	void sampleSoon() {
		if (!this.executor.isShutdown() && this.soon.compareAndSet(false, true)) {
			ScheduledFuture<?> unused = this.executor.schedule(() -> {
				this.soon.set(false);
				this.sample.run();
			}, SETTLE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Stop: a sample under way is interrupted, which ends it at once.
	 */
	void stop() {
		this.executor.shutdownNow();
		try {
			this.executor.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.afterwards.run();
	}

}
