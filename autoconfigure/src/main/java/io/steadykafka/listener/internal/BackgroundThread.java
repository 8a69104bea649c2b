package io.steadykafka.listener.internal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A named daemon thread that exists only while there is something to do, now or later.
 * Refuses tasks after its shutdown.
 */
public final class BackgroundThread extends ScheduledThreadPoolExecutor {

	private final Runnable atEnd;

	public BackgroundThread(String name) {
		this(name, () -> {
		});
	}

	/**
	 * Create a thread.
	 * @param atEnd runs once, after the shutdown and the last task
	 */
	public BackgroundThread(String name, Runnable atEnd) {
		super(1, (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		});
		this.atEnd = atEnd;
		setKeepAliveTime(10, TimeUnit.SECONDS);
		allowCoreThreadTimeOut(true);
	}

	/**
	 * Discard tasks after the shutdown, instead of refusing them with an exception.
	 */
	public BackgroundThread discarding() {
		setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
		return this;
	}

	@Override
	protected void terminated() {
		this.atEnd.run();
	}

}
