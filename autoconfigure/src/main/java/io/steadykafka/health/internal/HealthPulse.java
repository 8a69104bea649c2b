package io.steadykafka.health.internal;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.Containment;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Inspects the health once per second on a daemon thread of its own, so that durations
 * are known whether health is queried or not. Asks no broker.
 */
public final class HealthPulse implements SmartLifecycle {

	private final List<Runnable> inspections;

	private final Containment containment;

	private volatile @Nullable ScheduledExecutorService scheduler;

	/**
	 * Creates a pulse that is not running.
	 * @param inspections each inspects a part of the health; one that fails does not
	 * affect the others
	 */
	public HealthPulse(List<Runnable> inspections, Containment containment) {
		this.inspections = List.copyOf(inspections);
		this.containment = containment;
	}

	@Override
	public synchronized void start() {
		if (this.scheduler == null) {
			ScheduledExecutorService started = new BackgroundThread("steady-kafka-health");
			this.scheduler = started;
			Future<?> unused = started.scheduleWithFixedDelay(this::inspect, 0, 1, TimeUnit.SECONDS);
		}
	}

	private void inspect() {
		this.inspections.forEach((inspection) -> this.containment.run("health pulse", inspection));
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService running = this.scheduler;
		this.scheduler = null;
		if (running != null) {
			running.shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

}
