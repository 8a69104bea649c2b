package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread, there only while something is to be done.
 */
public final class BackgroundThread implements Background {

	private final ScheduledThreadPoolExecutor executor;

	public BackgroundThread() {
		this.executor = new ScheduledThreadPoolExecutor(1, (action) -> {
			Thread thread = new Thread(action, "steady-kafka-rebalances");
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		this.executor.setKeepAliveTime(10, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void after(Duration delay, Runnable action) {
		this.executor.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
