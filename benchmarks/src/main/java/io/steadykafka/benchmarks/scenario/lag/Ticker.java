package io.steadykafka.benchmarks.scenario.lag;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Runs a task fifty times a second, on its own thread.
 */
final class Ticker implements AutoCloseable {

	private static final long MILLIS = 20;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread daemon = new Thread(task, "ticker");
		daemon.setDaemon(true);
		return daemon;
	});

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	Ticker(Runnable tick) {
		var unused = this.thread.scheduleWithFixedDelay(() -> run(tick), 0, MILLIS, TimeUnit.MILLISECONDS);
	}

	private void run(Runnable tick) {
		if (this.failure.get() == null) {
			try {
				tick.run();
			}
			catch (RuntimeException | Error ex) {
				this.failure.set(ex);
			}
		}
	}

	/**
	 * Complain if it failed: from then on nothing is done any more.
	 */
	void check() {
		Throwable failed = this.failure.get();
		if (failed != null) {
			throw new IllegalStateException("Records could not be produced", failed);
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
		try {
			this.thread.awaitTermination(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
