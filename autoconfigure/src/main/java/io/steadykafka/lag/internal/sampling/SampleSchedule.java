package io.steadykafka.lag.internal.sampling;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.steadykafka.listener.internal.BackgroundThread;
import org.jspecify.annotations.Nullable;

/**
 * Runs samples on a daemon thread of its own: one per interval, and an extra one soon
 * after an assignment changed. It can be started again after a stop.
 */
public final class SampleSchedule {

	/**
	 * Several members of a listener learn of one rebalance one after the other.
	 */
	private static final Duration SETTLE = Duration.ofMillis(200);

	private static final Duration LONGEST_END = Duration.ofSeconds(5);

	/**
	 * What share of the interval there is between two samples, however long they take.
	 */
	private static final int SHORTEST_PAUSE = 10;

	/**
	 * No broker takes this long to answer.
	 */
	private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

	private final String threadName;

	private final Duration interval;

	private volatile @Nullable Run run;

	private @Nullable ScheduledThreadPoolExecutor last;

	public SampleSchedule(String threadName, Duration interval) {
		this.threadName = threadName;
		this.interval = interval;
	}

	/**
	 * Starts, unless it was started before. If it was stopped, its last sample ends
	 * first.
	 * @param afterwards runs once the last sample ended
	 */
	public synchronized void start(Runnable sample, Runnable afterwards) {
		if (this.run == null) {
			awaitLast();
			// An assignment may change while the schedule is being stopped.
			this.last = new BackgroundThread(this.threadName, afterwards).discarding();
			Run next = new Run(this.last, sample, new AtomicBoolean());
			this.run = next;
			next.executor().execute(() -> sampleAndGoOn(next));
		}
	}

	/**
	 * How long a request may take, so that the sample after one without an answer is in
	 * time: nine tenths of the interval, from one second to ten.
	 */
	public static Duration timeout(Duration interval) {
		Duration most = interval.minus(interval.dividedBy(SHORTEST_PAUSE));
		if (most.compareTo(SHORTEST_TIMEOUT) < 0) {
			return SHORTEST_TIMEOUT;
		}
		return (most.compareTo(LONGEST_TIMEOUT) > 0) ? LONGEST_TIMEOUT : most;
	}

	private void sampleAndGoOn(Run present) {
		long start = System.nanoTime();
		// It contains what it throws.
		present.sample().run();
		ScheduledFuture<?> unused = present.executor()
			.schedule(() -> sampleAndGoOn(present), pause(this.interval, System.nanoTime() - start),
					TimeUnit.NANOSECONDS);
	}

	/**
	 * How long to wait for the next sample, in nanoseconds. A sample without answers does
	 * not delay it.
	 */
	static long pause(Duration interval, long took) {
		return Math.max(interval.toNanos() - took, interval.toNanos() / SHORTEST_PAUSE);
	}

	public void sampleSoon() {
		Run present = this.run;
		if (present != null && present.soon().compareAndSet(false, true)) {
			ScheduledFuture<?> unused = present.executor().schedule(() -> {
				present.soon().set(false);
				present.sample().run();
			}, SETTLE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Stops. A running sample is interrupted, without waiting for its end.
	 */
	public synchronized void stop() {
		Run present = this.run;
		this.run = null;
		if (present != null) {
			present.executor().shutdownNow();
		}
	}

	/**
	 * Two runs must not overlap: the end of the first closes what the second one uses.
	 */
	private void awaitLast() {
		ScheduledThreadPoolExecutor before = this.last;
		if (before == null) {
			return;
		}
		try {
			before.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * One run, from a start to a stop.
	 */
	private record Run(ScheduledThreadPoolExecutor executor, Runnable sample, AtomicBoolean soon) {

	}

}
